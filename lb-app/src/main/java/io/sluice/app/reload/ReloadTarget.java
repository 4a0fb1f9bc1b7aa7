package io.sluice.app.reload;

import io.sluice.config.model.Configuration;
import io.sluice.core.ApplyException;

/** What a new configuration is given to. */
@FunctionalInterface
public interface ReloadTarget {
  /**
   * Makes the configuration the one that serves.
   *
   * @throws ApplyException when it cannot; the old one serves on
   */
  void apply(Configuration configuration) throws ApplyException;
}
