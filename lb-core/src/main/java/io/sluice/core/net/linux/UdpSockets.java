package io.sluice.core.net.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sluice.core.net.Datagrams;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetSocketAddress;

/**
 * Opens UDP sockets, and holds what the calls of one event loop share. No socket blocks. Created,
 * used and closed on that event loop.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/udp.7.html">udp(7)</a>
 * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
 */
public final class UdpSockets implements AutoCloseable {
  /** Whether other sockets may be bound to the same address. */
  public enum Sharing {
    /** Only if they, too, allow it and belong to the same user: the kernel spreads flows. */
    SHARED,
    /** None may. */
    EXCLUSIVE
  }

  private final Arena arena = Arena.ofConfined();
  private final SystemCalls calls = new SystemCalls(arena);
  private final MemorySegment address = arena.allocate(Structs.SOCKADDR_IN6);
  private final MemorySegment value = arena.allocate(JAVA_INT);

  /** Nothing open. */
  public UdpSockets() {}

  /**
   * A socket bound to a local address. On a wildcard address it tells for each datagram which
   * address it was sent to; an IPv6 one takes no IPv4. The descriptor, or the negative {@link
   * Errno}.
   */
  public int listen(InetSocketAddress local, Sharing sharing) {
    int descriptor = open(local);
    if (descriptor < 0) {
      return descriptor;
    }
    if (sharing == Sharing.SHARED) {
      set(descriptor, SocketOptions.SOL_SOCKET, SocketOptions.SO_REUSEPORT, 1);
    }
    set(
        descriptor,
        SocketOptions.SOL_SOCKET,
        SocketOptions.SO_RCVBUF,
        Datagrams.LISTENING_RECEIVE_BUFFER);
    set(descriptor, SocketOptions.SOL_SOCKET, SocketOptions.SO_RXQ_OVFL, 1);
    if (local.getAddress().isAnyLocalAddress()) {
      if (isIpv6(local)) {
        set(descriptor, SocketOptions.SOL_IPV6, SocketOptions.IPV6_RECVPKTINFO, 1);
      } else {
        set(descriptor, SocketOptions.SOL_IP, SocketOptions.IP_PKTINFO, 1);
      }
    }
    int length = write(local);
    return closedUnless(calls.bind(descriptor, address.address(), length), descriptor);
  }

  /**
   * A socket that sends to one remote address, takes datagrams from nowhere else, and reports what
   * ICMP says of it. The descriptor, or the negative {@link Errno}.
   */
  public int connect(InetSocketAddress remote) {
    int descriptor = open(remote);
    if (descriptor < 0) {
      return descriptor;
    }
    set(
        descriptor,
        SocketOptions.SOL_SOCKET,
        SocketOptions.SO_RCVBUF,
        Datagrams.ENDPOINT_RECEIVE_BUFFER);
    // Also of a host that does not answer for its address, which the kernel otherwise keeps quiet.
    if (isIpv6(remote)) {
      set(descriptor, SocketOptions.SOL_IPV6, SocketOptions.IPV6_RECVERR, 1);
    } else {
      set(descriptor, SocketOptions.SOL_IP, SocketOptions.IP_RECVERR, 1);
    }
    int length = write(remote);
    return closedUnless(calls.connect(descriptor, address.address(), length), descriptor);
  }

  /** Closes a descriptor that was opened here and that nobody else has taken charge of. */
  public void close(int descriptor) {
    int result = calls.close(descriptor);
    assert result == 0 : "close of an open descriptor: " + result;
  }

  /** Frees the memory; no socket is closed by it. */
  @Override
  public void close() {
    arena.close();
  }

  SystemCalls calls() {
    return calls;
  }

  Arena arena() {
    return arena;
  }

  private int open(InetSocketAddress forAddress) {
    boolean isIpv6 = isIpv6(forAddress);
    int descriptor =
        calls.socket(
            isIpv6 ? SocketOptions.AF_INET6 : SocketOptions.AF_INET,
            SocketOptions.SOCK_DGRAM | SocketOptions.SOCK_NONBLOCK | SocketOptions.SOCK_CLOEXEC,
            0);
    if (descriptor >= 0) {
      if (isIpv6) {
        set(descriptor, SocketOptions.SOL_IPV6, SocketOptions.IPV6_V6ONLY, 1);
        set(
            descriptor,
            SocketOptions.SOL_IPV6,
            SocketOptions.IPV6_MTU_DISCOVER,
            SocketOptions.PMTUDISC_DONT);
      } else {
        set(
            descriptor,
            SocketOptions.SOL_IP,
            SocketOptions.IP_MTU_DISCOVER,
            SocketOptions.PMTUDISC_DONT);
      }
      // Unknown before Linux 5.0: then every datagram comes by itself.
      set(descriptor, SocketOptions.SOL_UDP, SocketOptions.UDP_GRO, 1);
    }
    return descriptor;
  }

  private int closedUnless(int result, int descriptor) {
    if (result < 0) {
      close(descriptor);
      return result;
    }
    return descriptor;
  }

  /** Options here are wishes: a kernel that lacks one serves without. */
  private void set(int descriptor, int level, int name, int to) {
    value.set(JAVA_INT, 0, to);
    int ignored = calls.setsockopt(descriptor, level, name, value.address(), Integer.BYTES);
  }

  private int write(InetSocketAddress socketAddress) {
    return SocketAddresses.write(address, socketAddress);
  }

  private static boolean isIpv6(InetSocketAddress socketAddress) {
    return socketAddress.getAddress() instanceof Inet6Address;
  }
}
