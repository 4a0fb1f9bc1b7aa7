package io.sluice.core.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import io.netty.channel.unix.UnixChannel;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Sets options on the sockets of channels, over every transport. What a transport cannot set is
 * left out here; {@link OptionSupport} says beforehand what that is. No call blocks.
 */
final class ChannelOptions {
  /** IFNAMSIZ of linux/if.h: a name and the zero behind it. */
  private static final int NAME_BYTES = 16;

  private static final RawUnixChannelOption DEVICE =
      new RawUnixChannelOption("SO_BINDTODEVICE", 1, 25, NAME_BYTES);

  private ChannelOptions() {}

  static void set(Channel channel, TcpOption option, int value) throws SocketOptionException {
    try {
      if (channel instanceof UnixChannel) {
        channel.config().setOption(option.ofKernel(), value);
        return;
      }
      SocketOption<Integer> ofJdk = option.ofJdk();
      if (ofJdk != null) {
        channel.config().setOption(NioChannelOption.of(ofJdk), value);
      } else if (option == TcpOption.KEEPALIVE) {
        channel.config().setOption(NioChannelOption.of(TcpOption.keepaliveOfJdk()), value != 0);
      }
    } catch (ChannelException e) {
      throw new SocketOptionException(option.key(), Integer.toString(value), e);
    }
  }

  /** What an open socket has; only for channels of Linux's own transports. */
  static int valueOf(Channel channel, TcpOption option) {
    return channel.config().getOption(option.ofKernel());
  }

  /** Ties a socket to a network interface, or with empty text to none any more. */
  static void setDevice(Channel channel, String device) throws SocketOptionException {
    if (!(channel instanceof UnixChannel)) {
      return;
    }
    ByteBuffer name = ByteBuffer.allocate(NAME_BYTES);
    name.put(device.getBytes(StandardCharsets.UTF_8)).clear();
    try {
      channel.config().setOption(DEVICE, name);
    } catch (ChannelException e) {
      throw new SocketOptionException("device", device, e);
    }
  }
}
