package io.sluice.config;

import io.sluice.config.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines that problems point at, without those too long to be shown, or with a secret in them.
 *
 * @param bySource text of each such line, without its end, by its number from 1, by the name of its
 *     source
 */
public record SourceTexts(Map<String, Map<Integer, String>> bySource) {
  /** A longer line was not written by a person, nor is it worth keeping. */
  private static final int LONGEST_LINE = 10_000;

  public SourceTexts {
    bySource = Map.copyOf(bySource);
  }

  /** A line, from 1, without its end; null when no problem points at it. */
  public @Nullable String line(String source, int line) {
    Map<Integer, String> lines = bySource.get(source);
    return lines == null ? null : lines.get(line);
  }

  /** Keeps of the texts what the problems point at. */
  static SourceTexts of(Map<String, String> texts, List<Problem> problems) {
    Map<String, Map<Integer, String>> bySource = new HashMap<>();
    for (Problem problem : problems) {
      String source = problem.position().source();
      if (problem.position().line() > 0 && texts.containsKey(source)) {
        bySource
            .computeIfAbsent(source, each -> new HashMap<>())
            .put(problem.position().line(), "");
      }
    }
    bySource.forEach((source, lines) -> fill(lines, texts.getOrDefault(source, "")));
    return new SourceTexts(bySource);
  }

  private static void fill(Map<Integer, String> lines, String text) {
    SecretLines secrets = SecretLines.areIn(text) ? new SecretLines() : null;
    int line = 1;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || isLineEnd(text, i)) {
        int end = i > start && text.charAt(i - 1) == '\r' ? i - 1 : i;
        boolean isSecret = secrets != null && secrets.includeNext(text.substring(start, end));
        if (lines.containsKey(line)) {
          if (end - start <= LONGEST_LINE && !isSecret) {
            lines.put(line, text.substring(start, end));
          } else {
            lines.remove(line);
          }
        }
        line++;
        start = i + 1;
      }
    }
  }

  private static boolean isLineEnd(String text, int at) {
    char c = text.charAt(at);
    return c == '\n' || (c == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n'));
  }
}
