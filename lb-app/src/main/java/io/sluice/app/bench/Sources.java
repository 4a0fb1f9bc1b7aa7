package io.sluice.app.bench;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Which local address a connection leaves from. One address has some 28 000 ports towards one
 * target; towards IPv4 loopback there are more addresses to leave from.
 */
final class Sources {
  private static final int CONNECTIONS_EACH = 20_000;
  private static final InetSocketAddress ANY = new InetSocketAddress(0);

  private final InetSocketAddress[] addresses;

  Sources(InetSocketAddress target, int connections) {
    boolean isLoopback =
        target.getAddress() instanceof Inet4Address ipv4 && ipv4.isLoopbackAddress();
    int count =
        isLoopback && connections > CONNECTIONS_EACH ? 1 + (connections - 1) / CONNECTIONS_EACH : 1;
    addresses = new InetSocketAddress[count];
    for (int i = 0; i < count; i++) {
      addresses[i] = count == 1 ? ANY : new InetSocketAddress(loopback(i + 1), 0);
    }
  }

  /** Of the connection with that number, from 0. */
  InetSocketAddress of(int connection) {
    return addresses[connection / CONNECTIONS_EACH % addresses.length];
  }

  private static InetAddress loopback(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
