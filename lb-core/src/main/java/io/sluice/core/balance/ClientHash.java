package io.sluice.core.balance;

import io.sluice.config.model.HashKey;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.net.SipHash;

/**
 * The hash of a client by which policies that go by hash choose: equal for all clients that the
 * hash key does not tell apart, and on every instance with the same secret. Allocates nothing.
 */
public final class ClientHash {
  /** Above every port, so that an absent port equals none. */
  private static final long NO_PORT = 1L << Character.SIZE;

  private final SipHash hash;
  private final HashKey.Source source;
  private final long ipv4Mask;
  private final long highMask;
  private final long lowMask;

  /** Hashes what the key names. */
  public ClientHash(HashKey key, SipHash hash) {
    this.hash = hash;
    this.source = key.source();
    // An IPv4 address is the last 32 of 128 bits; the 96 before it are the same for all.
    this.ipv4Mask = mask(Integer.SIZE + key.ipv4Prefix());
    this.highMask = mask(Math.min(key.ipv6Prefix(), Long.SIZE));
    this.lowMask = mask(Math.max(key.ipv6Prefix() - Long.SIZE, 0));
  }

  /** The hash of a client. */
  public long of(ClientAddress client) {
    long port = source == HashKey.Source.CLIENT_IP_AND_PORT ? client.port() : NO_PORT;
    return client.isIpv4()
        ? hash.of(client.high(), client.low() & ipv4Mask, port)
        : hash.of(client.high() & highMask, client.low() & lowMask, port);
  }

  /** That many leading ones, 0 to 64. */
  private static long mask(int bits) {
    return bits == 0 ? 0 : -1L << (Long.SIZE - bits);
  }
}
