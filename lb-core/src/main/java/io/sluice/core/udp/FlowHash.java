package io.sluice.core.udp;

/** Hashes of flows and of clients under a secret that nobody outside knows. One event loop. */
public final class FlowHash {
  private static final int PORT_SHIFT = 48;
  private static final int SCOPE_SHIFT = 24;

  private final SipHash13 sip;

  private FlowHash(SipHash13 sip) {
    this.sip = sip;
  }

  /** Under a fresh random secret. */
  public static FlowHash withRandomSecret() {
    return new FlowHash(SipHash13.withRandomKey());
  }

  /** Under a given secret, for runs that must be repeatable. */
  public static FlowHash withSecret(long first, long second) {
    return new FlowHash(new SipHash13(first, second));
  }

  long ofFlow(FlowKey flow) {
    // Only the port is the client's to choose, and it has bits of its own.
    long rest =
        (long) flow.clientPort << PORT_SHIFT
            ^ (long) flow.clientScope << SCOPE_SHIFT
            ^ flow.listener;
    return sip.start()
        .add(flow.clientHigh)
        .add(flow.clientLow)
        .add(flow.localHigh)
        .add(flow.localLow)
        .add(rest)
        .finish();
  }

  long ofClient(FlowKey flow, int servicePort) {
    return sip.start().add(flow.clientHigh).add(flow.clientLow).add(servicePort).finish();
  }
}
