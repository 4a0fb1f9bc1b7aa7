package io.sluice.core.net;

import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.unix.UnixChannel;
import io.sluice.config.model.SocketSettings;
import io.sluice.config.model.SocketSettings.Keepalive;
import io.sluice.config.model.SocketSettings.Listening;
import io.sluice.core.net.linux.TcpSockets;
import java.util.Objects;

/**
 * What is set on the listening sockets of a service port: their own options, and those that
 * accepted sockets take over from them.
 *
 * <p>An accepted socket begins as a copy of its listening socket ({@code inet_csk_clone_lock} of
 * the kernel), so keepalive, user timeout and mark are set once a listener and cost nothing a
 * connection. Only the JDK's sockets do not let themselves be told so; see {@link ClientOptions}.
 */
public record ListeningOptions(Listening listening, Keepalive client) {
  /** Connections that wait to be accepted where nothing else is configured. */
  private static final int BACKLOG = 4096;

  /** What a service port's settings ask for. */
  public static ListeningOptions of(SocketSettings settings) {
    return new ListeningOptions(settings.listening(), settings.client());
  }

  /**
   * Before a socket is bound.
   *
   * @throws SocketOptionException the kernel does not allow one of them
   */
  public void setOn(ServerChannel channel) throws SocketOptionException {
    channel.config().setOption(ChannelOption.SO_BACKLOG, backlog());
    if (channel instanceof UnixChannel) {
      ChannelOptions.set(channel, TcpOption.NO_DELAY, 1);
    }
    if (listening.fastOpen() > 0) {
      ChannelOptions.set(channel, TcpOption.FAST_OPEN, listening.fastOpen());
    }
    if (!listening.deferAccept().isZero()) {
      ChannelOptions.set(channel, TcpOption.DEFER_ACCEPT, deferSeconds());
    }
    if (listening.freebind()) {
      ChannelOptions.set(channel, TcpOption.FREEBIND, 1);
    }
    if (listening.mark() != 0) {
      ChannelOptions.set(channel, TcpOption.MARK, listening.mark());
    }
    if (listening.device() != null) {
      ChannelOptions.setDevice(channel, listening.device());
    }
    if (channel instanceof UnixChannel) {
      KeepaliveOptions.set(new OptionTarget.OfChannel(channel), client);
    }
  }

  /**
   * On a socket that listens with other options; its queue and its connections stay.
   *
   * @throws SocketOptionException the kernel does not allow one of them; those before it are set
   */
  public void changeOn(ServerChannel channel, ListeningOptions from, ServerChannel fresh)
      throws SocketOptionException {
    if (!(channel instanceof UnixChannel unix)) {
      return;
    }
    // First what may be refused, so that little has to be taken back.
    if (!Objects.equals(listening.device(), from.listening.device())) {
      ChannelOptions.setDevice(channel, Objects.requireNonNullElse(listening.device(), ""));
    }
    if (listening.mark() != from.listening.mark()) {
      ChannelOptions.set(channel, TcpOption.MARK, listening.mark());
    }
    if (listening.fastOpen() != from.listening.fastOpen()) {
      ChannelOptions.set(channel, TcpOption.FAST_OPEN, listening.fastOpen());
    }
    if (!listening.deferAccept().equals(from.listening.deferAccept())) {
      ChannelOptions.set(channel, TcpOption.DEFER_ACCEPT, deferSeconds());
    }
    if (listening.freebind() != from.listening.freebind()) {
      ChannelOptions.set(channel, TcpOption.FREEBIND, listening.freebind() ? 1 : 0);
    }
    if (!client.equals(from.client)) {
      KeepaliveOptions.change(channel, client, fresh);
    }
    if (backlog() != from.backlog()) {
      TcpSockets.listen(unix.fd().intValue(), backlog());
    }
  }

  /** Before a unix socket is bound: of all of this it has the length of its queue. */
  public void setOnUnix(ServerChannel channel) {
    channel.config().setOption(ChannelOption.SO_BACKLOG, backlog());
  }

  /** On a unix socket that listens with other options. */
  public void changeOnUnix(ServerChannel channel, ListeningOptions from) {
    if (channel instanceof UnixChannel unix && backlog() != from.backlog()) {
      TcpSockets.listen(unix.fd().intValue(), backlog());
    }
  }

  private int backlog() {
    return listening.backlog() == 0 ? BACKLOG : listening.backlog();
  }

  private int deferSeconds() {
    return Math.clamp(listening.deferAccept().toSeconds(), 0, Integer.MAX_VALUE);
  }
}
