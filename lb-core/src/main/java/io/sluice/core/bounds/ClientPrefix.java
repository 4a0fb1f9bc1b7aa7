package io.sluice.core.bounds;

import io.sluice.core.net.ClientAddress;

/**
 * How many leading bits of an address make a client; clients that share them are one.
 *
 * @param ipv4 1 to 32
 * @param ipv6 1 to 128
 */
public record ClientPrefix(int ipv4, int ipv6) {
  /** Each address is a client. */
  public static final ClientPrefix WHOLE = new ClientPrefix(Integer.SIZE, 2 * Long.SIZE);

  /** The bits of the address's upper half that count. */
  long high(ClientAddress client) {
    return client.isIpv4() ? client.high() : client.high() & mask(Math.min(ipv6, Long.SIZE));
  }

  /** The bits of the address's lower half that count. */
  long low(ClientAddress client) {
    // An IPv4 address is the last 32 of 128 bits; the 96 before it are the same for all.
    return client.low() & mask(client.isIpv4() ? Integer.SIZE + ipv4 : ipv6 - Long.SIZE);
  }

  /** That many leading ones; none below 1, all from 64. */
  private static long mask(int bits) {
    return bits <= 0 ? 0 : bits >= Long.SIZE ? -1L : -1L << (Long.SIZE - bits);
  }
}
