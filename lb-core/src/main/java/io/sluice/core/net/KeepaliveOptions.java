package io.sluice.core.net;

import io.netty.channel.Channel;
import io.sluice.config.model.SocketSettings.Keepalive;
import java.time.Duration;

/** How a vanished peer is found out, as options of a socket. */
final class KeepaliveOptions {
  private KeepaliveOptions() {}

  /** On a socket that has none of them yet. */
  static void set(OptionTarget socket, Keepalive keepalive) throws SocketOptionException {
    if (keepalive.equals(Keepalive.OFF)) {
      return;
    }
    if (isOn(keepalive)) {
      socket.set(TcpOption.KEEPALIVE, 1);
      socket.set(TcpOption.KEEPALIVE_IDLE, seconds(keepalive.idle()));
    }
    if (!keepalive.interval().isZero()) {
      socket.set(TcpOption.KEEPALIVE_INTERVAL, seconds(keepalive.interval()));
    }
    if (keepalive.probes() > 0) {
      socket.set(TcpOption.KEEPALIVE_PROBES, keepalive.probes());
    }
    if (!keepalive.userTimeout().isZero()) {
      socket.set(TcpOption.USER_TIMEOUT, millis(keepalive.userTimeout()));
    }
  }

  /**
   * On a socket that has others; what the new ones leave to the kernel is as on a fresh socket.
   *
   * @param fresh a socket on which nothing was set
   */
  static void change(Channel channel, Keepalive to, Channel fresh) throws SocketOptionException {
    ChannelOptions.set(channel, TcpOption.KEEPALIVE, isOn(to) ? 1 : 0);
    for (TcpOption option :
        new TcpOption[] {
          TcpOption.KEEPALIVE_IDLE,
          TcpOption.KEEPALIVE_INTERVAL,
          TcpOption.KEEPALIVE_PROBES,
          TcpOption.USER_TIMEOUT
        }) {
      ChannelOptions.set(channel, option, ChannelOptions.valueOf(fresh, option));
    }
    set(new OptionTarget.OfChannel(channel), to);
  }

  private static boolean isOn(Keepalive keepalive) {
    return !keepalive.idle().isZero();
  }

  private static int seconds(Duration duration) {
    return Math.clamp(duration.toSeconds(), 1, Integer.MAX_VALUE);
  }

  private static int millis(Duration duration) {
    return Math.clamp(duration.toMillis(), 1, Integer.MAX_VALUE);
  }
}
