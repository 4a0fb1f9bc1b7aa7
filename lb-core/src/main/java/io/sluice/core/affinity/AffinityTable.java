package io.sluice.core.affinity;

import io.sluice.config.model.SessionAffinity;
import io.sluice.core.bounds.ClientEntry;
import io.sluice.core.bounds.ClientPrefix;
import io.sluice.core.bounds.ClientTable;
import io.sluice.core.endpoint.Endpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What clients keep, by client. Outlives snapshots; each snapshot sees it through a {@link
 * ClientAffinity} of its own.
 *
 * @param <T> an endpoint, or a host that several service ports have endpoints at
 */
public final class AffinityTable<T> {
  /*
   * An entry's number is the time of the client's last new connection. Full tables lose the entry
   * of the bucket at hand that has been idle for longest; expired ones are always longer idle than
   * live ones, so they go first.
   */
  private final Shape shape;
  private final Function<Endpoint, T> target;
  private final ClientTable<T> entries;

  /**
   * What a table must be made anew for.
   *
   * @param prefix what makes a client
   * @param maxEntries clients remembered at once
   */
  public record Shape(ClientPrefix prefix, int maxEntries) {
    /** The shape that settings ask for. */
    public static Shape of(SessionAffinity.ClientIp settings) {
      return new Shape(
          new ClientPrefix(settings.ipv4Prefix(), settings.ipv6Prefix()), settings.maxEntries());
    }
  }

  private AffinityTable(Shape shape, Function<Endpoint, T> target, ClientTable.Hash hash) {
    this.shape = shape;
    this.target = target;
    this.entries =
        new ClientTable<>(shape.prefix(), shape.maxEntries(), ClientTable.WhenFull.EVICT, hash);
  }

  /** A table for one service port: clients keep an endpoint. */
  public static AffinityTable<Endpoint> ofEndpoints(Shape shape, ClientTable.Hash hash) {
    return new AffinityTable<>(shape, Function.identity(), hash);
  }

  /** A table for all ports of a service: clients keep a host. */
  public static AffinityTable<String> ofAddresses(Shape shape, ClientTable.Hash hash) {
    return new AffinityTable<>(shape, Endpoint::host, hash);
  }

  /** What it was made for. */
  public Shape shape() {
    return shape;
  }

  /**
   * The table as a snapshot sees it.
   *
   * @param eligible the endpoints that count; where several have one target, the first does
   */
  public ClientAffinity<T> over(List<Endpoint> eligible, Duration timeout) {
    Map<T, Endpoint> byTarget = new HashMap<>();
    eligible.forEach(endpoint -> byTarget.putIfAbsent(target.apply(endpoint), endpoint));
    return new ClientAffinity<>(entries, timeout.toNanos(), target, Map.copyOf(byTarget));
  }

  /** Forgets the clients of every endpoint but these; not for an event loop. */
  public void retain(List<Endpoint> eligible) {
    Set<T> targets = eligible.stream().map(target).collect(Collectors.toSet());
    entries.removeIf(entry -> !targets.contains(entry.target()));
  }

  /** Forgets the clients whose timeout has passed; not for an event loop. */
  public void forgetExpired(Duration timeout, long nowNanos) {
    entries.removeIf(entry -> isExpired(entry, timeout.toNanos(), nowNanos));
  }

  /** Clients remembered, those included whose timeout has passed unnoticed. */
  public int size() {
    return entries.size();
  }

  static boolean isExpired(ClientEntry<?> entry, long timeoutNanos, long nowNanos) {
    return nowNanos - entry.getOpaque() >= timeoutNanos;
  }
}
