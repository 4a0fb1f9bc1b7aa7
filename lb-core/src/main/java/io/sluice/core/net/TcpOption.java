package io.sluice.core.net;

import io.netty.channel.ChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * A number that the kernel keeps with a TCP socket, under the name of the key that sets it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
 * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
 */
@SuppressWarnings("ImmutableEnumChecker") // Netty's and the JDK's option names carry no state.
public enum TcpOption {
  FAST_OPEN("fastOpen", Level.TCP, 23),
  FAST_OPEN_CONNECT("fastOpen", Level.TCP, 30),
  DEFER_ACCEPT("deferAccept", Level.TCP, 9),
  USER_TIMEOUT("userTimeout", Level.TCP, 18),
  KEEPALIVE("idle", Level.SOCKET, 9),
  KEEPALIVE_IDLE("idle", Level.TCP, 4, ExtendedSocketOptions.TCP_KEEPIDLE),
  KEEPALIVE_INTERVAL("interval", Level.TCP, 5, ExtendedSocketOptions.TCP_KEEPINTERVAL),
  KEEPALIVE_PROBES("probes", Level.TCP, 6, ExtendedSocketOptions.TCP_KEEPCOUNT),
  MARK("mark", Level.SOCKET, 36),
  NO_DELAY("noDelay", Level.TCP, 1),

  // Of the IPv4 level, and good for IPv6 too: a socket has one flag, whichever level sets it
  // (include/net/inet_sock.h), and Netty's sockets are IPv6 ones that also speak IPv4.
  FREEBIND("freebind", Level.IP, 15),
  TRANSPARENT("sourceAddress", Level.IP, 19),
  BIND_ADDRESS_NO_PORT("sourceAddress", Level.IP, 24);

  /** Protocol levels of setsockopt(2). */
  private static final class Level {
    static final int IP = 0;
    static final int SOCKET = 1;
    static final int TCP = 6;
  }

  private final String key;
  private final int level;
  private final int number;
  private final IntegerUnixChannelOption ofKernel;
  private final @Nullable SocketOption<Integer> ofJdk;

  TcpOption(String key, int level, int number) {
    this(key, level, number, null);
  }

  TcpOption(String key, int level, int number, @Nullable SocketOption<Integer> ofJdk) {
    this.key = key;
    this.level = level;
    this.number = number;
    this.ofKernel = new IntegerUnixChannelOption(name(), level, number);
    this.ofJdk = ofJdk;
  }

  /** The last part of the configuration's key. */
  String key() {
    return key;
  }

  /** Its protocol level, as setsockopt(2) is told. */
  int level() {
    return level;
  }

  /** Its number at that level. */
  int number() {
    return number;
  }

  ChannelOption<Integer> ofKernel() {
    return ofKernel;
  }

  /** The JDK's own, or null where it has none that takes a number. */
  @Nullable SocketOption<Integer> ofJdk() {
    return ofJdk;
  }

  /** The JDK's switch that goes with {@link #KEEPALIVE}. */
  static SocketOption<Boolean> keepaliveOfJdk() {
    return StandardSocketOptions.SO_KEEPALIVE;
  }
}
