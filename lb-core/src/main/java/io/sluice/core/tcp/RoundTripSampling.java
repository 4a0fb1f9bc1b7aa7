package io.sluice.core.tcp;

import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.net.linux.TcpSockets;
import java.util.concurrent.TimeUnit;

/**
 * Asks the kernel for the round-trip times of relays whose selector learns from them, a bounded
 * number a sweep. One event loop.
 */
final class RoundTripSampling {
  /*
   * Only a relay that has moved bytes since the last sweep has a new round-trip time. Each question
   * is a system call of about a microsecond; so that ten thousand busy relays do not hold the event
   * loop up, only every stride-th is asked, with a stride from what the last sweep has seen, and
   * never more than MOST. The count goes on from sweep to sweep, so that it is not always the same
   * ones.
   */
  private static final int WANTED = 128;
  private static final int MOST = 2 * WANTED;

  private int stride = 1;
  private int seen;
  private int seenBefore;
  private int asked;

  /** A sweep begins. */
  void begin() {
    stride = 1 + (seen - seenBefore) / WANTED;
    seenBefore = seen;
    asked = 0;
  }

  /** The sweep has come to a relay that has moved bytes since the last one. */
  void onMoved(Relay relay) {
    if (relay.snapshot().selector().isLearning() && seen++ % stride == 0 && asked < MOST) {
      asked++;
      report(relay);
    }
  }

  /** Tells the selector the kernel's round-trip time to the endpoint. */
  private static void report(Relay relay) {
    RelayHalf half = relay.endpointHalf();
    Endpoint served = relay.endpoint();
    if (half != null && served != null && half.descriptor() >= 0) {
      int micros = TcpSockets.roundTripMicros(half.descriptor());
      if (micros > 0) {
        relay.snapshot().selector().onLatency(served, TimeUnit.MICROSECONDS.toNanos(micros));
      }
    }
  }
}
