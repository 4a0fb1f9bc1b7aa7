package io.sluice.app.reload;

import io.sluice.app.reload.ReloadReport.Outcome;
import io.sluice.config.LoadResult;
import io.sluice.config.model.Configuration;
import io.sluice.config.model.Settings;
import io.sluice.config.problem.Problem;
import io.sluice.config.problem.ProblemPrinter;
import io.sluice.core.ApplyException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Reads the configuration again and applies it. Whatever goes wrong, the configuration that serves
 * goes on serving, and what went wrong is in the log and in {@link #lastReport()}.
 *
 * <p>One reload at a time, on a thread of its own. Requests that arrive while one waits for its
 * turn share it: a storm of signals costs two reloads, not a hundred.
 */
public final class Reloader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Reloader.class);
  private static final int LOGGED_PROBLEMS = 50;

  private final ConfigurationSource source;
  private final ReloadTarget target;
  private final Settings startedWith;
  private final Clock clock;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("sluice-reload").daemon().factory());

  // Guarded by this: the request that nobody has begun to work on.
  private @Nullable CompletableFuture<ReloadReport> waiting;
  // Written by the reload thread, read by any.
  private volatile ReloadReport lastReport;

  /**
   * Takes over after the first configuration was applied.
   *
   * @param first what was read and applied at the start; has no errors
   * @param startedWith the settings of the process
   */
  public Reloader(
      ConfigurationSource source,
      ReloadTarget target,
      LoadResult first,
      Settings startedWith,
      Clock clock) {
    this.source = source;
    this.target = target;
    this.startedWith = startedWith;
    this.clock = clock;
    this.lastReport = report(Outcome.APPLIED, first, List.of(), List.of());
  }

  /** Asks for a reload. The answer comes when it is over, and is never exceptional. */
  public synchronized CompletableFuture<ReloadReport> request() {
    if (thread.isShutdown()) {
      return CompletableFuture.completedFuture(failed("the process is stopping"));
    }
    if (waiting == null) {
      CompletableFuture<ReloadReport> requested = new CompletableFuture<>();
      waiting = requested;
      thread.execute(() -> requested.complete(next()));
    }
    return waiting;
  }

  /** What came of the latest reload, or of the start when there was none. */
  public ReloadReport lastReport() {
    return lastReport;
  }

  /** Takes no more requests; one that was taken is still worked on. */
  @Override
  public void close() {
    thread.shutdown();
  }

  private ReloadReport next() {
    synchronized (this) {
      waiting = null;
    }
    ReloadReport report = reload();
    lastReport = report;
    tell(report);
    return report;
  }

  // The thread has to survive a bug or a file that needs more memory than there is.
  private ReloadReport reload() {
    try {
      LoadResult read = source.load();
      Configuration configuration = read.configuration();
      return configuration == null
          ? report(Outcome.INVALID, read, List.of(), List.of())
          : apply(configuration, read);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      log.error("reload failed", e);
      return failed(e.toString());
    }
  }

  private ReloadReport apply(Configuration configuration, LoadResult read) {
    try {
      target.apply(configuration);
      List<String> needsRestart = RestartSettings.changed(startedWith, configuration.settings());
      return report(Outcome.APPLIED, read, List.of(), needsRestart);
    } catch (ApplyException e) {
      List<String> failures = e.failures().stream().map(Object::toString).toList();
      return report(Outcome.REFUSED, read, failures, List.of());
    }
  }

  private ReloadReport failed(String reason) {
    return new ReloadReport(
        Outcome.FAILED, clock.instant(), List.of(), "", List.of(reason), List.of());
  }

  private ReloadReport report(
      Outcome outcome, LoadResult read, List<String> failures, List<String> needsRestart) {
    return new ReloadReport(
        outcome,
        clock.instant(),
        read.problems(),
        new ProblemPrinter(read.texts()::line).print(read.problems()),
        failures,
        needsRestart);
  }

  private static void tell(ReloadReport report) {
    report.problems().stream().limit(LOGGED_PROBLEMS).forEach(Reloader::tell);
    for (String failure : report.failures()) {
      log.error(failure);
    }
    if (report.isSuccessful()) {
      log.atInfo().addKeyValue("problems", report.problems().size()).log("configuration reloaded");
    } else {
      log.atError()
          .addKeyValue("outcome", report.outcome().label())
          .addKeyValue("problems", report.problems().size())
          .addKeyValue("failures", report.failures().size())
          .log("configuration not reloaded, the old one serves on");
    }
    if (!report.needsRestart().isEmpty()) {
      log.atWarn()
          .addKeyValue("settings", String.join(",", report.needsRestart()))
          .log("settings changed that only a restart takes up");
    }
  }

  private static void tell(Problem problem) {
    Level level =
        switch (problem.severity()) {
          case ERROR -> Level.ERROR;
          case WARNING -> Level.WARN;
          case NOTE -> Level.INFO;
        };
    log.atLevel(level)
        .addKeyValue("source", problem.position().source())
        .addKeyValue("line", problem.position().line())
        .addKeyValue("column", problem.position().column())
        .addKeyValue("path", problem.path())
        .addKeyValue("rule", problem.rule())
        .log(problem.message());
  }
}
