package io.sluice.app.bench;

import io.sluice.core.net.DescriptorLimit;

/** Open files that a run needs. */
final class Descriptors {
  private static final int FOR_OTHERS = 128;

  private Descriptors() {}

  /** Makes sure that this process may have so many sockets. */
  static void require(int sockets) throws BenchException {
    long allowed = DescriptorLimit.ofThisProcess().descriptors();
    if (sockets > allowed - FOR_OTHERS) {
      throw BenchException.ofTheMachine(
          "sluice: %d sockets need more open files than the %d that are allowed (ulimit -n)"
              .formatted(sockets, allowed));
    }
  }
}
