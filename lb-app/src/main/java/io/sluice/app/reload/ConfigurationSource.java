package io.sluice.app.reload;

import io.sluice.config.LoadResult;

/** Where a process gets its configuration from, at the start and at every reload. */
@FunctionalInterface
public interface ConfigurationSource {
  /** Reads everything anew. May take seconds; mistakes of the operator are in the answer. */
  LoadResult load();
}
