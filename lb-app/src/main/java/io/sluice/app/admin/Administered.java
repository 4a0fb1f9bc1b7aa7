package io.sluice.app.admin;

import io.sluice.app.reload.ReloadReport;
import io.sluice.config.model.Configuration;
import io.sluice.core.metrics.LiveConnection;
import io.sluice.core.metrics.Statistics;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The running process as the admin HTTP sees it. Called from any thread; all but {@link #state()}
 * only once the state is no longer {@link ProcessState#STARTING}.
 */
public interface Administered {
  /** Where the process is in its life. */
  ProcessState state();

  /** The configuration that serves. */
  Configuration configuration();

  /** A reading of every counter. */
  Statistics statistics();

  /** The addresses that clients can connect to now. */
  List<String> listeners();

  /** The newest client connections, at most so many. */
  List<LiveConnection> connections(int most);

  /** The transport in use and why. */
  String transportReport();

  /** What came of reading the configuration last. */
  ReloadReport lastReload();

  /** Reads the configuration again. */
  CompletableFuture<ReloadReport> reload();
}
