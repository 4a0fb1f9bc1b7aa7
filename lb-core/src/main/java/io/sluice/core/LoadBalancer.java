package io.sluice.core;

import io.sluice.config.model.Configuration;
import io.sluice.core.metrics.Statistics;
import java.time.Duration;
import java.util.List;

/**
 * A running load balancer. Every method may be called from any thread that is not an event loop.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class LoadBalancer implements AutoCloseable {
  private LoadBalancer() {}

  /**
   * Binds every listener that has a usable endpoint and serves.
   *
   * @throws ApplyException naming every listener that could not be bound; nothing is left bound
   */
  public static LoadBalancer start(Configuration configuration) throws ApplyException {
    throw new IllegalStateException("not there yet");
  }

  /**
   * Replaces the configuration: binds everything new first, publishes, then retires what is gone.
   * Settings that need a new process (transport, eventLoops) are kept as they are.
   *
   * @throws ApplyException naming every listener that could not be bound; the old configuration
   *     serves on as if nothing had happened
   */
  public void apply(Configuration configuration) throws ApplyException {
    throw new IllegalStateException("not there yet");
  }

  /** The configuration that serves. */
  public Configuration configuration() {
    throw new IllegalStateException("not there yet");
  }

  /** Configuration applied, every listener that has a usable endpoint bound, not draining. */
  public boolean isReady() {
    throw new IllegalStateException("not there yet");
  }

  /** The listening sockets' addresses, such as {@code 127.0.0.1:8080/TCP}, sorted. */
  public List<String> listeners() {
    throw new IllegalStateException("not there yet");
  }

  /** The transport in use and why, for the log and for {@code version --verbose}. */
  public String transportReport() {
    throw new IllegalStateException("not there yet");
  }

  /** A reading of every counter. */
  public Statistics statistics() {
    throw new IllegalStateException("not there yet");
  }

  /**
   * Accepts no more and waits until the last connection has ended, or the timeout has passed; then
   * what is left is aborted. Blocks.
   */
  public void drain(Duration timeout) {
    throw new IllegalStateException("not there yet");
  }

  /** Aborts every connection and frees everything. */
  @Override
  public void close() {
    throw new IllegalStateException("not there yet");
  }
}
