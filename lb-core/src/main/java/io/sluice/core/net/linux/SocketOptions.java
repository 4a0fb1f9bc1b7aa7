package io.sluice.core.net.linux;

/**
 * Numbers of socket families, types, options and flags (linux/socket.h, asm-generic/socket.h,
 * linux/in.h, linux/in6.h, linux/tcp.h, linux/udp.h); the same on every architecture that we
 * support.
 */
final class SocketOptions {
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int AF_UNIX = 1;
  static final int SOCK_STREAM = 1;
  static final int SOCK_DGRAM = 2;
  static final int SOCK_NONBLOCK = 0x800;
  static final int SOCK_CLOEXEC = 0x80000;
  static final int MSG_DONTWAIT = 0x40;
  static final int MSG_ERRQUEUE = 0x2000;
  static final int MSG_NOSIGNAL = 0x4000;

  static final int SOL_SOCKET = 1;
  static final int SO_ERROR = 4;
  static final int SO_RCVBUF = 8;
  static final int SO_LINGER = 13;
  static final int SO_REUSEPORT = 15;
  static final int SO_RXQ_OVFL = 40;

  static final int SOL_IP = 0;
  static final int IP_PKTINFO = 8;
  static final int IP_MTU_DISCOVER = 10;
  static final int IP_RECVERR = 11;

  static final int SOL_TCP = 6;
  static final int TCP_NODELAY = 1;

  /** A request of ioctl(2): whether the next byte is the one behind urgent data (tcp(7)). */
  static final long SIOCATMARK = 0x8905;

  static final int SOL_IPV6 = 41;
  static final int IPV6_MTU_DISCOVER = 23;
  static final int IPV6_RECVERR = 25;
  static final int IPV6_V6ONLY = 26;
  static final int IPV6_RECVPKTINFO = 49;
  static final int IPV6_PKTINFO = 50;

  /** Never set "don't fragment": what does not fit is cut into fragments. */
  static final int PMTUDISC_DONT = 0;

  static final int SOL_UDP = 17;
  static final int UDP_SEGMENT = 103;
  static final int UDP_GRO = 104;

  private SocketOptions() {}
}
