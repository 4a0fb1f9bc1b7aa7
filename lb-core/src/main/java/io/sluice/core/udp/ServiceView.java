package io.sluice.core.udp;

import io.sluice.core.balance.Selector;
import io.sluice.core.balance.TriedEndpoints;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.service.ServiceEntry;
import io.sluice.core.service.ServiceSnapshot;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A service port's snapshot as the flow table of one event loop sees it. */
final class ServiceView implements UdpSnapshot {
  /** Whether new sessions may begin. */
  enum Admission {
    OPEN,
    /** The listener drains: sessions go on, none begins. */
    CLOSED
  }

  private final ServiceEntry entry;
  private final ServiceSnapshot snapshot;
  private final Admission admission;
  private final long generation;
  private final int loop;
  private final UdpLimits limits;

  ServiceView(ServiceEntry entry, Admission admission, long generation, int loop) {
    this.entry = entry;
    this.snapshot = entry.current();
    this.admission = admission;
    this.generation = generation;
    this.loop = loop;
    this.limits =
        UdpLimits.of(
            snapshot.traffic().udp(), Duration.ofNanos(snapshot.limits().udpIdleTimeoutNanos()));
  }

  /** Whether it still shows what holds. */
  boolean isOf(ServiceEntry other, Admission otherAdmission) {
    return entry == other && snapshot == other.current() && admission == otherAdmission;
  }

  ServiceEntry entry() {
    return entry;
  }

  @Override
  public long generation() {
    return generation;
  }

  @Override
  public int servicePort() {
    return entry.number();
  }

  @Override
  public UdpLimits limits() {
    return limits;
  }

  @Override
  public boolean isServing(Endpoint endpoint) {
    return snapshot.isServing(endpoint);
  }

  @Override
  public @Nullable Endpoint pick(FlowKey flow, @Nullable Endpoint failed) {
    Endpoint chosen = admission == Admission.OPEN ? choose(flow, failed) : null;
    if (chosen != null) {
      chosen.onConnectionOpened(loop);
      entry.counters().udp().onBegun(loop);
    }
    return chosen;
  }

  /** An endpoint in which a place was taken. */
  private @Nullable Endpoint choose(FlowKey flow, @Nullable Endpoint failed) {
    Selector selector = snapshot.selector();
    long hash =
        snapshot.hashOf(new ClientAddress(flow.clientHigh(), flow.clientLow(), flow.clientPort()));
    int places = snapshot.traffic().limits().maxConnectionsPerEndpoint();
    TriedEndpoints tried = failed == null ? null : new TriedEndpoints(failed);
    Endpoint chosen = tried == null ? selector.select(hash) : selector.selectOther(hash, tried);
    while (chosen != null && !chosen.tryAcquire(places)) {
      if (tried == null) {
        tried = new TriedEndpoints(chosen);
      } else {
        tried.add(chosen);
      }
      chosen = selector.selectOther(hash, tried);
    }
    if (chosen == null && failed != null && isEligible(failed) && failed.tryAcquire(places)) {
      return failed;
    }
    return chosen;
  }

  private boolean isEligible(Endpoint endpoint) {
    return snapshot.eligible().contains(endpoint);
  }
}
