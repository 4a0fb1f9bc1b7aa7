package io.sluice.core.bounds;

import io.sluice.core.net.ClientAddress;
import io.sluice.core.net.SipHash;

/** Made-up clients, and a hash for tables of them. */
public final class TestClients {
  /** The hash that the process uses, with a key of the tests'. */
  public static final ClientTable.Hash HASH = new SipHash(1, 2)::of;

  /** Everybody in one bucket: what a table does when its hash is no help. */
  static final ClientTable.Hash NO_HASH = (first, second, third) -> 0;

  private static final long IPV4 = 0xffffL << Integer.SIZE;

  private TestClients() {}

  /** The client with that number as its IPv4 address. */
  public static ClientAddress ipv4(int address) {
    return new ClientAddress(0, IPV4 | Integer.toUnsignedLong(address), 40_000);
  }

  /** The client with that number as the last 64 bits of its IPv6 address. */
  public static ClientAddress ipv6(long low) {
    return new ClientAddress(0x2001_0db8_0000_0000L, low, 40_000);
  }
}
