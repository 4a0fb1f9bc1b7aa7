package io.sluice.core.udp;

import java.security.SecureRandom;

/**
 * SipHash-1-3 of whole words under a secret key: who does not know the key cannot choose input that
 * collides. Holds its state between calls; one event loop.
 */
final class SipHash13 {
  /*
   * Aumasson and Bernstein, "SipHash: a fast short-input PRF", INDOCRYPT 2012; one round a word and
   * three at the end, as in the hash tables of CPython and Rust. The choice of an endpoint, which
   * is seen from outside, is hashed with more rounds (balance.SipHash); this one runs for each
   * datagram, and nobody sees its results.
   */
  private static final long INITIAL_0 = 0x736f6d6570736575L;
  private static final long INITIAL_1 = 0x646f72616e646f6dL;
  private static final long INITIAL_2 = 0x6c7967656e657261L;
  private static final long INITIAL_3 = 0x7465646279746573L;
  private static final int LENGTH_SHIFT = 56;

  private final long key0;
  private final long key1;
  private long v0;
  private long v1;
  private long v2;
  private long v3;
  private long length;

  SipHash13(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  /** Under a key that nobody knows. */
  static SipHash13 withRandomKey() {
    SecureRandom random = new SecureRandom();
    return new SipHash13(random.nextLong(), random.nextLong());
  }

  SipHash13 start() {
    v0 = key0 ^ INITIAL_0;
    v1 = key1 ^ INITIAL_1;
    v2 = key0 ^ INITIAL_2;
    v3 = key1 ^ INITIAL_3;
    length = 0;
    return this;
  }

  SipHash13 add(long word) {
    v3 ^= word;
    round();
    v0 ^= word;
    length += Long.BYTES;
    return this;
  }

  long finish() {
    add(length << LENGTH_SHIFT);
    v2 ^= 0xff;
    round();
    round();
    round();
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private void round() {
    long a = v0 + v1;
    long b = Long.rotateLeft(v1, 13) ^ a;
    long c = v2 + v3;
    long d = Long.rotateLeft(v3, 16) ^ c;
    a = Long.rotateLeft(a, 32) + d;
    c += b;
    v3 = Long.rotateLeft(d, 21) ^ a;
    v1 = Long.rotateLeft(b, 17) ^ c;
    v0 = a;
    v2 = Long.rotateLeft(c, 32);
  }
}
