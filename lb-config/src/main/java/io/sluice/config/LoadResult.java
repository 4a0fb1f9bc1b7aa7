package io.sluice.config;

import io.sluice.config.model.Configuration;
import io.sluice.config.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a configuration.
 *
 * @param configuration the configuration, or null when a problem is an error
 * @param problems every problem of every file, sorted by position
 * @param texts text of each source that a problem points into, for showing the line
 */
public record LoadResult(
    @Nullable Configuration configuration, List<Problem> problems, SourceTexts texts) {
  public LoadResult {
    problems = List.copyOf(problems);
  }

  /** Whether the configuration cannot be used. */
  public boolean hasErrors() {
    return configuration == null;
  }
}
