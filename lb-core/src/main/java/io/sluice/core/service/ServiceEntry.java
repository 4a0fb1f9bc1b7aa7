package io.sluice.core.service;

import io.sluice.config.model.ServicePortName;
import io.sluice.core.metrics.ServicePortCounters;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A service port's place in the running process: its current snapshot and what outlives snapshots.
 */
public final class ServiceEntry {
  private static final AtomicInteger ENTRIES = new AtomicInteger();

  private final int number = ENTRIES.incrementAndGet();
  private final ServicePortName name;
  private final ServicePortCounters counters;
  private final ClientQueue queue = new ClientQueue();

  // Written once by the control thread, before the first connection.
  private @Nullable ServiceEntry sibling;

  // Written by the control thread only; read by every event loop.
  private volatile ServiceSnapshot current;

  /** An entry that serves by the given snapshot. */
  public ServiceEntry(ServicePortName name, ServicePortCounters counters, ServiceSnapshot first) {
    this.name = name;
    this.counters = counters;
    this.current = first;
  }

  /**
   * Some endpoints, and so their places, are those of this entry as well; once, before anything is
   * served.
   */
  public void sharePlacesWith(ServiceEntry other) {
    sibling = other;
  }

  /** A place at an endpoint is free: whoever is first may try. Any event loop. */
  void onPlaceFree() {
    queue.wakeFirst();
    if (sibling != null) {
      sibling.queue.wakeFirst();
    }
  }

  /** A number that no other entry of this process has. */
  public int number() {
    return number;
  }

  /** Identity of the service port. */
  public ServicePortName name() {
    return name;
  }

  /** The snapshot that holds now; read it once a decision. */
  public ServiceSnapshot current() {
    return current;
  }

  /** Replaces the snapshot; control thread only. */
  public void publish(ServiceSnapshot snapshot) {
    current = snapshot;
    // There may be more endpoints now, or more places.
    queue.wakeFirst();
  }

  /** What the service port has done so far. */
  public ServicePortCounters counters() {
    return counters;
  }

  /** Clients that wait for an endpoint. */
  public ClientQueue queue() {
    return queue;
  }
}
