package io.sluice.core.affinity;

import io.sluice.core.bounds.ClientEntry;
import io.sluice.core.bounds.ClientTable;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.net.ClientAddress;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Session affinity among the endpoints that are eligible in one snapshot. Immutable but for the
 * table behind it; asked by every event loop at once.
 *
 * <p>Every time that a client's endpoint is asked for counts as a new connection of the client and
 * restarts its timeout, as Kubernetes has it. Traffic on a connection does not.
 *
 * @param <T> what the table remembers of an endpoint
 */
public final class ClientAffinity<T> {
  private final ClientTable<T> entries;
  private final long timeoutNanos;
  private final Function<Endpoint, T> target;
  private final Map<T, Endpoint> eligible;

  ClientAffinity(
      ClientTable<T> entries,
      long timeoutNanos,
      Function<Endpoint, T> target,
      Map<T, Endpoint> eligible) {
    this.entries = entries;
    this.timeoutNanos = timeoutNanos;
    this.target = target;
    this.eligible = eligible;
  }

  /**
   * The endpoint that the client keeps, or null when it keeps none that is eligible. Takes no lock
   * and allocates nothing.
   */
  public @Nullable Endpoint find(ClientAddress client, long nowNanos) {
    ClientEntry<T> entry = entries.find(client);
    return entry == null ? null : renewed(entry, nowNanos);
  }

  /**
   * Gives a client that keeps none the endpoint that was chosen for it. Of two first connections at
   * once one is earlier: both are answered the endpoint that was chosen for that one.
   */
  public Endpoint pin(ClientAddress client, Endpoint chosen, long nowNanos) {
    while (true) {
      ClientEntry<T> entry = entries.add(client, target.apply(chosen), nowNanos);
      if (entry == null) {
        return chosen;
      }
      Endpoint kept = renewed(entry, nowNanos);
      if (kept != null) {
        return kept;
      }
      if (entries.replace(entry, target.apply(chosen), nowNanos)) {
        return chosen;
      }
    }
  }

  /**
   * Gives a client another endpoint, since the one that it keeps did not accept. Where another
   * connection has done so before, that one's endpoint stays.
   */
  public void move(ClientAddress client, Endpoint from, Endpoint to, long nowNanos) {
    ClientEntry<T> entry = entries.add(client, target.apply(to), nowNanos);
    if (entry != null && entry.target().equals(target.apply(from))) {
      entries.replace(entry, target.apply(to), nowNanos);
    }
  }

  /** The entry's endpoint, its timeout restarted, or null when it does not count any more. */
  private @Nullable Endpoint renewed(ClientEntry<T> entry, long nowNanos) {
    if (AffinityTable.isExpired(entry, timeoutNanos, nowNanos)) {
      return null;
    }
    Endpoint kept = eligible.get(entry.target());
    if (kept != null) {
      entry.setOpaque(nowNanos);
    }
    return kept;
  }
}
