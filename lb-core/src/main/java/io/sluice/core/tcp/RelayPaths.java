package io.sluice.core.tcp;

import io.sluice.config.model.ZeroCopy;
import io.sluice.core.net.stream.PipeCounters;

/**
 * By what the relays of a load balancer move their bytes.
 *
 * @param mostPipes that each event loop may have open
 */
public record RelayPaths(Kind kind, ZeroCopy zeroCopy, PipeCounters pipes, int mostPipes) {
  /** What a connection is to its relay. */
  public enum Kind {
    /** A socket by its descriptor, where the transport has them and TLS does not need a channel. */
    SOCKETS,
    /** A channel of Netty's: the path that works everywhere. */
    CHANNELS
  }
}
