package io.sluice.core.net;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.sluice.config.model.SocketSettings.Keepalive;

/** What is set on an accepted socket that could not take it over from its listening socket. */
public final class ClientOptions {
  private ClientOptions() {}

  /** Sets it; a connection that has already ended is left alone. */
  public static void setOn(Channel channel, Keepalive keepalive) {
    if (channel instanceof NioSocketChannel) {
      try {
        KeepaliveOptions.set(new OptionTarget.OfChannel(channel), keepalive);
      } catch (SocketOptionException e) {
        // A socket whose peer has reset it takes no options: its end is seen by the next read.
        assert e.getCause() != null : e;
      }
    }
  }
}
