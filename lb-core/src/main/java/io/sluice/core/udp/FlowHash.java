package io.sluice.core.udp;

import io.sluice.core.net.SipHash;

/** Hashes of flows and of clients under a secret that nobody outside knows. Immutable. */
public final class FlowHash {
  /*
   * Runs for each datagram, and nobody sees its results: the variant with few rounds. The choice of
   * an endpoint, which is seen from outside, is hashed with more (balance.ClientHash).
   */
  private static final SipHash.Variant VARIANT = SipHash.Variant.SIP_1_3;

  private static final int PORT_SHIFT = 48;
  private static final int SCOPE_SHIFT = 24;

  private final SipHash sip;

  private FlowHash(SipHash sip) {
    this.sip = sip;
  }

  /** Under a fresh random secret. */
  public static FlowHash withRandomSecret() {
    return new FlowHash(SipHash.withRandomKey(VARIANT));
  }

  /** Under a given secret, for runs that must be repeatable. */
  public static FlowHash withSecret(long first, long second) {
    return new FlowHash(new SipHash(VARIANT, first, second));
  }

  long ofFlow(FlowKey flow) {
    // Only the port is the client's to choose, and it has bits of its own.
    long rest =
        (long) flow.clientPort << PORT_SHIFT
            ^ (long) flow.clientScope << SCOPE_SHIFT
            ^ flow.listener;
    return sip.of(flow.clientHigh, flow.clientLow, flow.localHigh, flow.localLow, rest);
  }

  long ofClient(FlowKey flow, int servicePort) {
    return sip.of(flow.sourceHigh(), flow.sourceLow(), servicePort);
  }
}
