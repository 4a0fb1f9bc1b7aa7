package io.sluice.core.net;

import io.netty.channel.Channel;
import io.netty.channel.unix.DomainSocketChannel;
import io.sluice.config.model.IpAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Address and port of a client as numbers, for comparing and hashing without objects behind them.
 *
 * @param high upper 64 bits of the address as IPv6
 * @param low lower 64 bits; an IPv4 address counts as IPv4-mapped (RFC 4291, 2.5.5.2)
 * @param port 0 to 65535; -1 in {@link #UNIX}
 */
public record ClientAddress(long high, long low, int port) {
  /** Nobody: where no address is known. */
  public static final ClientAddress NONE = new ClientAddress(0, 0, 0);

  /** Every client at a unix socket; no client on a network is equal to it. */
  public static final ClientAddress UNIX = new ClientAddress(0, 0, -1);

  private static final long IPV4_PREFIX = 0xffffL;

  /** The same address as numbers; an IPv4-mapped IPv6 address is the IPv4 address. */
  public static ClientAddress of(InetSocketAddress address) {
    IpAddress ip = IpAddress.of(address.getAddress());
    return new ClientAddress(ip.high(), ip.low(), address.getPort());
  }

  /** Whoever is at that end of a connection; {@link #NONE} where that is nobody on a network. */
  public static ClientAddress ofPeer(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress inet ? of(inet) : NONE;
  }

  /** Whoever is at the other end of a channel. */
  public static ClientAddress ofPeer(Channel channel) {
    return channel instanceof DomainSocketChannel ? UNIX : ofPeer(channel.remoteAddress());
  }

  /** Whether it is an address on a network. */
  public boolean isKnown() {
    return !equals(NONE) && !equals(UNIX);
  }

  /** Whether the address is an IPv4 address. */
  public boolean isIpv4() {
    return isIpv4(high, low);
  }

  static boolean isIpv4(long high, long low) {
    return high == 0 && low >>> Integer.SIZE == IPV4_PREFIX;
  }

  /** The same client as a value of the JDK's; of {@link #UNIX} there is none. */
  public InetSocketAddress toSocketAddress() {
    byte[] bytes = new byte[isIpv4() ? 4 : 16];
    for (int i = 0; i < bytes.length; i++) {
      int fromEnd = bytes.length - 1 - i;
      long half = fromEnd < Long.BYTES ? low : high;
      bytes[i] = (byte) (half >>> (Byte.SIZE * (fromEnd % Long.BYTES)));
    }
    try {
      return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 and 16 bytes are addresses", e);
    }
  }

  /** {@code address:port}, IPv6 in brackets, or {@code unix}. */
  @Override
  public String toString() {
    return equals(UNIX) ? "unix" : IpAddress.of(toSocketAddress().getAddress()).withPort(port);
  }
}
