package io.sluice.core.balance;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * SipHash-2-4 of three words: values that nobody can foresee without the key. Two hashes are equal
 * when their keys are.
 *
 * @param key0 first eight bytes of the key, little-endian
 * @param key1 last eight bytes of the key, little-endian
 * @see <a href="https://www.aumasson.jp/siphash/siphash.pdf">Aumasson, Bernstein: SipHash: a fast
 *     short-input PRF</a>
 */
public record SipHash(long key0, long key1) {
  /** Bytes of a key. */
  public static final int KEY_BYTES = 16;

  /*
   * Two rounds a word and four at the end, as the authors recommend where an adversary chooses the
   * input; for three words the variants with fewer rounds would gain a few nanoseconds. The state
   * is four locals and not an object, and the round stands here twice, so that no allocation
   * depends on what a compiler proves.
   */
  private static final int ROUNDS = 2;
  private static final int FINAL_ROUNDS = 4;
  private static final long INITIAL_0 = 0x736f6d6570736575L;
  private static final long INITIAL_1 = 0x646f72616e646f6dL;
  private static final long INITIAL_2 = 0x6c7967656e657261L;
  private static final long INITIAL_3 = 0x7465646279746573L;

  /** What ends a message of three words: its length in bytes, in the highest byte. */
  private static final long LENGTH = (3L * Long.BYTES) << 56;

  /**
   * The hash whose key these bytes are.
   *
   * @param key {@link #KEY_BYTES} bytes; more are ignored
   */
  public static SipHash keyedBy(byte[] key) {
    ByteBuffer bytes = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
    return new SipHash(bytes.getLong(0), bytes.getLong(Long.BYTES));
  }

  /** The hash of 24 bytes, given as three little-endian words. */
  public long of(long first, long second, long third) {
    long v0 = key0 ^ INITIAL_0;
    long v1 = key1 ^ INITIAL_1;
    long v2 = key0 ^ INITIAL_2;
    long v3 = key1 ^ INITIAL_3;
    for (int i = 0; i < 4; i++) {
      long word =
          switch (i) {
            case 0 -> first;
            case 1 -> second;
            case 2 -> third;
            default -> LENGTH;
          };
      v3 ^= word;
      for (int round = 0; round < ROUNDS; round++) {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32) + v3;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 = Long.rotateLeft(v2, 32);
      }
      v0 ^= word;
    }
    v2 ^= 0xff;
    for (int round = 0; round < FINAL_ROUNDS; round++) {
      v0 += v1;
      v2 += v3;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 = Long.rotateLeft(v0, 32) + v3;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 = Long.rotateLeft(v2, 32);
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  /** Without the key, which is a secret. */
  @Override
  public String toString() {
    return "SipHash";
  }
}
