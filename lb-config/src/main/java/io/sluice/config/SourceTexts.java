package io.sluice.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts that problems point into.
 *
 * @param bySource lines of each source that has a problem, by the name used in its positions
 */
public record SourceTexts(Map<String, String[]> bySource) {
  /** A line, from 1, without its end; null when the source has no such line. */
  public @Nullable String line(String source, int line) {
    String[] lines = bySource.get(source);
    return lines == null || line < 1 || line > lines.length ? null : lines[line - 1];
  }
}
