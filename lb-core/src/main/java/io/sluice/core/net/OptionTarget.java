package io.sluice.core.net;

import io.netty.channel.Channel;
import io.sluice.core.net.linux.StreamSockets;

/** A socket that takes options, whatever it is known by. No call blocks. */
public sealed interface OptionTarget {
  /**
   * Sets a number.
   *
   * @throws SocketOptionException the kernel does not allow it
   */
  void set(TcpOption option, int value) throws SocketOptionException;

  /**
   * Ties the socket to a network interface.
   *
   * @throws SocketOptionException the kernel does not allow it
   */
  void setDevice(String device) throws SocketOptionException;

  /** A channel's socket; what its transport cannot set is left out. */
  record OfChannel(Channel channel) implements OptionTarget {
    @Override
    public void set(TcpOption option, int value) throws SocketOptionException {
      ChannelOptions.set(channel, option, value);
    }

    @Override
    public void setDevice(String device) throws SocketOptionException {
      ChannelOptions.setDevice(channel, device);
    }
  }

  /** A descriptor; on the event loop whose sockets these are. */
  record OfDescriptor(StreamSockets sockets, int descriptor) implements OptionTarget {
    private static final int SOL_SOCKET = 1;
    private static final int SO_BINDTODEVICE = 25;

    @Override
    public void set(TcpOption option, int value) throws SocketOptionException {
      int result = sockets.set(descriptor, option.level(), option.number(), value);
      if (result < 0) {
        throw new SocketOptionException(option.key(), Integer.toString(value), -result);
      }
    }

    @Override
    public void setDevice(String device) throws SocketOptionException {
      int result = sockets.set(descriptor, SOL_SOCKET, SO_BINDTODEVICE, device);
      if (result < 0) {
        throw new SocketOptionException("device", device, -result);
      }
    }
  }
}
