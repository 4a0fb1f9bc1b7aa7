package io.sluice.config.kubernetes;

import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problems;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Notes that may hold for very many objects of a dump: each is given once, with the first object
 * and the number of the others, so that notes never crowd out what has to be mended.
 */
final class RepeatedNotes {
  private final Map<Note, Occurrences> noted = new LinkedHashMap<>();

  /**
   * Notes something about an object; that it is so twice in a row is not counted.
   *
   * @param message what is so, to be followed by a colon and the objects
   */
  void add(String rule, String message, Object object, Position position) {
    noted
        .computeIfAbsent(new Note(rule, message), note -> new Occurrences(object, position))
        .count(object);
  }

  /** Reports everything noted. */
  void report(Problems problems) {
    noted.forEach(
        (note, occurrences) ->
            problems.note(
                occurrences.firstPosition, "", note.rule, note.message + ": " + occurrences));
  }

  private record Note(String rule, String message) {}

  private static final class Occurrences {
    private final Object first;
    private final Position firstPosition;
    private Object last;
    private int count = 1;

    private Occurrences(Object first, Position firstPosition) {
      this.first = first;
      this.firstPosition = firstPosition;
      this.last = first;
    }

    private void count(Object object) {
      if (!object.equals(last)) {
        count++;
        last = object;
      }
    }

    @Override
    public String toString() {
      return count == 1 ? first.toString() : first + " and " + (count - 1) + " more";
    }
  }
}
