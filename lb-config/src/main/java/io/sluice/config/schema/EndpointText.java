package io.sluice.config.schema;

import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problems;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.Numbers;
import io.sluice.config.yaml.Quote;
import io.sluice.config.yaml.YamlNode.Entry;
import io.sluice.config.yaml.YamlNode.Mapping;
import io.sluice.config.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Turns {@code ADDRESS[:PORT] key=value …} into the mapping that says the same, with the position
 * of each word, so that one reader checks both forms.
 */
final class EndpointText {
  private static final Set<String> KEYS = Set.of("weight", "zone", "node", "priority");

  private final Scalar scalar;
  private final String path;
  private final Problems problems;
  private final List<Entry> entries = new ArrayList<>();

  private EndpointText(Scalar scalar, String path, Problems problems) {
    this.scalar = scalar;
    this.path = path;
    this.problems = problems;
  }

  static Fields spelledOut(Scalar scalar, String path, Problems problems) {
    EndpointText text = new EndpointText(scalar, path, problems);
    text.addWords();
    return new Fields(new Mapping(text.entries, scalar.position()), path, problems);
  }

  private void addWords() {
    String text = scalar.text();
    int start = 0;
    while (start < text.length()) {
      int end = start;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      if (end > start) {
        addWord(start, end);
      }
      start = end + 1;
    }
  }

  private void addWord(int start, int end) {
    String word = scalar.text().substring(start, end);
    int equals = word.indexOf('=');
    if (entries.isEmpty()) {
      add("address", word, start, end);
    } else if (equals < 0) {
      report(start, end, Quote.value(word) + " is not key=value; use weight, zone, node, priority");
    } else if (has(word.substring(0, equals))) {
      report(start, end, Quote.value(word.substring(0, equals)) + " was already given");
    } else {
      addPair(word, equals, start);
    }
  }

  private void addPair(String word, int equals, int start) {
    String key = word.substring(0, equals);
    String value = word.substring(equals + 1);
    int end = start + word.length();
    if (KEYS.contains(key)) {
      add(key, value, start + equals + 1, end);
    } else {
      String known = "use weight, zone, node, priority";
      report(start, end, Quote.value(key) + " is not known here; " + known);
    }
  }

  private boolean has(String key) {
    return entries.stream().anyMatch(entry -> entry.key().text().equals(key));
  }

  /** An empty value or the word null is a value here, and not the absence of one. */
  private void add(String key, String value, int start, int end) {
    Position position = part(start, end);
    boolean isNumber = Numbers.parseInteger(value, Integer.MIN_VALUE, Integer.MAX_VALUE) != null;
    entries.add(new Entry(new Scalar(key, true, position), new Scalar(value, isNumber, position)));
  }

  private void report(int start, int end, String message) {
    problems.error(part(start, end), path, "endpoint-syntax", message);
  }

  /** The position of a part, when the text stands in the file as it is, in quotes or not. */
  private Position part(int start, int end) {
    Position whole = scalar.position();
    int quotes = whole.length() - scalar.text().length();
    boolean isVerbatim = quotes == 0 || (quotes == 2 && !scalar.isPlain());
    int column = whole.column() + quotes / 2 + start;
    return isVerbatim
        ? new Position(whole.source(), whole.line(), column, Math.max(1, end - start))
        : whole;
  }
}
