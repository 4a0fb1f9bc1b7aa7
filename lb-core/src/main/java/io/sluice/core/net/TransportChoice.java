package io.sluice.core.net;

import io.sluice.config.model.Transport;
import org.jspecify.annotations.Nullable;

/**
 * The transport that was chosen for this machine.
 *
 * @param reason why, in words for the log
 * @param isFallback the configuration asked for another one, which this machine does not have
 */
public record TransportChoice(ChannelTransport transport, String reason, boolean isFallback) {
  /*
   * Auto is epoll where there is one. io_uring is as good for small requests, but its channels fall
   * to a fraction of epoll's throughput on streams (docs/decisions/0005), so it has to be asked
   * for.
   */

  /** Chooses what was asked for where the machine has it, and what comes nearest otherwise. */
  public static TransportChoice choose(Transport wanted) {
    return switch (wanted) {
      case AUTO -> auto();
      case IO_URING -> orNext(ChannelTransport.IO_URING, ChannelTransport.EPOLL);
      case EPOLL -> orNext(ChannelTransport.EPOLL, ChannelTransport.NIO);
      case NIO -> new TransportChoice(ChannelTransport.NIO, "configured", false);
    };
  }

  private static TransportChoice auto() {
    Throwable cause = ChannelTransport.EPOLL.unavailabilityCause();
    return cause == null
        ? new TransportChoice(ChannelTransport.EPOLL, "best that this machine has", false)
        : new TransportChoice(ChannelTransport.NIO, "no epoll: " + rootMessage(cause), false);
  }

  private static TransportChoice orNext(ChannelTransport wanted, ChannelTransport next) {
    Throwable cause = wanted.unavailabilityCause();
    if (cause == null) {
      return new TransportChoice(wanted, "configured", false);
    }
    ChannelTransport chosen = next.unavailabilityCause() == null ? next : ChannelTransport.NIO;
    String reason = "no " + wanted.label() + " here: " + rootMessage(cause);
    return new TransportChoice(chosen, reason, true);
  }

  private static @Nullable String rootMessage(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
