package io.sluice.core.udp;

import io.sluice.config.model.ProxyProtocol;
import io.sluice.core.admission.Visit;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.metrics.UdpDrop;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.proxyprotocol.EndpointHeaders;
import io.sluice.core.service.EndpointChoice;
import io.sluice.core.service.ServiceEntry;
import io.sluice.core.service.ServiceSnapshot;
import java.time.Duration;
import java.util.Objects;
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
  private final boolean isIntroduced;
  private final @Nullable EndpointHeaders headers;
  private UdpDrop refusal = UdpDrop.NO_ENDPOINT;
  private @Nullable Stay stay;

  ServiceView(ServiceEntry entry, Admission admission, long generation, int loop) {
    this.entry = entry;
    this.snapshot = entry.current();
    this.admission = admission;
    this.generation = generation;
    this.loop = loop;
    this.limits =
        UdpLimits.of(
            snapshot.traffic().udp(), Duration.ofNanos(snapshot.limits().udpIdleTimeoutNanos()));
    ProxyProtocol proxyProtocol = snapshot.traffic().proxyProtocol();
    this.isIntroduced = proxyProtocol.accept() != ProxyProtocol.Accept.OFF;
    this.headers = EndpointHeaders.ofDatagrams(proxyProtocol);
  }

  /** Whether it still shows what holds. */
  @SuppressWarnings("ReferenceEquality") // every publication is an object of its own
  boolean isOf(ServiceEntry other, Admission otherAdmission) {
    return entry == other && snapshot == other.current() && admission == otherAdmission;
  }

  ServiceEntry entry() {
    return entry;
  }

  /** Whether clients have to begin a session with a PROXY header. */
  boolean isIntroduced() {
    return isIntroduced;
  }

  /** Whether the PROXY header of that sender is believed. */
  boolean isTrusted(FlowKey flow) {
    return snapshot.admission().isTrusted(flow.clientHigh(), flow.clientLow());
  }

  /** The PROXY headers that endpoints are sent, or null. */
  @Nullable EndpointHeaders headers() {
    return headers;
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
    refusal = UdpDrop.NO_ENDPOINT;
    if (admission == Admission.CLOSED) {
      return null;
    }
    if (isIntroduced && flow.header() == null) {
      refusal = UdpDrop.PROXY_INVALID;
      return null;
    }
    ClientAddress client = flow.source();
    long nowNanos = System.nanoTime();
    Visit visit = new Visit();
    CloseReason reason = snapshot.admission().admit(client, nowNanos, visit);
    if (reason != null) {
      refusal = dropFor(reason);
      return null;
    }
    EndpointChoice choice = new EndpointChoice(entry, snapshot, client);
    Endpoint chosen = failed == null ? choice.first(nowNanos) : choice.firstOther(failed, nowNanos);
    if (chosen == null && failed != null) {
      // There is no other: the one that has failed may be back.
      choice = new EndpointChoice(entry, snapshot, client);
      chosen = choice.first(nowNanos);
    } else if (chosen != null && failed != null) {
      choice.onAccepted(nowNanos);
    }
    if (chosen == null) {
      visit.end();
      refusal = snapshot.isUsable() ? UdpDrop.ENDPOINTS_FULL : UdpDrop.NO_ENDPOINT;
      return null;
    }
    stay = new Stay(visit, choice);
    chosen.onConnectionOpened(loop);
    entry.counters().udp().onBegun(loop);
    return chosen;
  }

  /** Why {@link #pick} has answered null last. */
  UdpDrop refusal() {
    return refusal;
  }

  /** What the session holds whose endpoint was picked last. */
  Stay takeStay() {
    Stay taken = Objects.requireNonNull(stay, "an endpoint was picked");
    stay = null;
    return taken;
  }

  /** What a session holds until its end. */
  record Stay(Visit visit, EndpointChoice choice) {
    void end() {
      choice.release();
      visit.end();
    }
  }

  private static UdpDrop dropFor(CloseReason reason) {
    return switch (reason) {
      case SOURCE_DENIED -> UdpDrop.SOURCE_DENIED;
      case CLIENT_FULL -> UdpDrop.CLIENT_FULL;
      case CLIENT_RATE -> UdpDrop.CLIENT_RATE;
      case SERVICE_FULL -> UdpDrop.SERVICE_FULL;
      case SERVICE_RATE -> UdpDrop.SERVICE_RATE;
      default -> throw new IllegalStateException("admission does not say " + reason);
    };
  }
}
