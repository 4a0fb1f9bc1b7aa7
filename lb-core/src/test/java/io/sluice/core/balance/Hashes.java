package io.sluice.core.balance;

import io.sluice.core.net.SipHash;

/** Hashes of made-up clients. */
final class Hashes {
  private static final SipHash HASH = new SipHash(1, 2);

  private Hashes() {}

  static long ofClient(int number) {
    return HASH.of(0, number, 0);
  }
}
