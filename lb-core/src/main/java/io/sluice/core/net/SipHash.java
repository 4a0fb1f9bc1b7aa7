package io.sluice.core.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * SipHash of a few whole words: values that nobody can foresee without the key. Two hashes are
 * equal when their keys and variants are.
 *
 * @param variant how many rounds
 * @param key0 first eight bytes of the key, little-endian
 * @param key1 last eight bytes of the key, little-endian
 * @see <a href="https://www.aumasson.jp/siphash/siphash.pdf">Aumasson, Bernstein: SipHash: a fast
 *     short-input PRF</a>
 */
public record SipHash(Variant variant, long key0, long key1) {
  /** Rounds for each word and at the end. */
  public enum Variant {
    /** Two and four, as the authors recommend: for results that are seen from outside. */
    SIP_2_4,
    /** One and three, as in the hash tables of CPython and Rust: nobody sees the results. */
    SIP_1_3
  }

  /** Bytes of a key. */
  public static final int KEY_BYTES = 16;

  private static final int THREE = 3;
  private static final int FIVE = 5;

  private static final long INITIAL_0 = 0x736f6d6570736575L;
  private static final long INITIAL_1 = 0x646f72616e646f6dL;
  private static final long INITIAL_2 = 0x6c7967656e657261L;
  private static final long INITIAL_3 = 0x7465646279746573L;

  /** The length of the message in bytes stands in the highest byte of the word that ends it. */
  private static final int LENGTH_SHIFT = 56;

  /** SipHash-2-4 under that key. */
  public SipHash(long key0, long key1) {
    this(Variant.SIP_2_4, key0, key1);
  }

  /**
   * SipHash-2-4 whose key these bytes are.
   *
   * @param key {@link #KEY_BYTES} bytes; more are ignored
   */
  public static SipHash keyedBy(byte[] key) {
    ByteBuffer bytes = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
    return new SipHash(bytes.getLong(0), bytes.getLong(Long.BYTES));
  }

  /** Under a key that nobody knows. */
  public static SipHash withRandomKey(Variant variant) {
    SecureRandom random = new SecureRandom();
    return new SipHash(variant, random.nextLong(), random.nextLong());
  }

  /** The hash of 24 bytes, given as three little-endian words. */
  public long of(long first, long second, long third) {
    return hash(THREE, first, second, third, 0, 0);
  }

  /** The hash of 40 bytes, given as five little-endian words. */
  public long of(long first, long second, long third, long fourth, long fifth) {
    return hash(FIVE, first, second, third, fourth, fifth);
  }

  /** The hash of the first so many words. */
  long hash(int words, long first, long second, long third, long fourth, long fifth) {
    // Constants here, so that a compiler sees how often each loop runs.
    return switch (variant) {
      case SIP_2_4 -> hash(2, 4, words, first, second, third, fourth, fifth);
      case SIP_1_3 -> hash(1, 3, words, first, second, third, fourth, fifth);
    };
  }

  /*
   * The state is four locals and not an object, and the round stands here twice, so that no
   * allocation depends on what a compiler proves.
   */
  private long hash(
      int rounds,
      int finalRounds,
      int words,
      long first,
      long second,
      long third,
      long fourth,
      long fifth) {
    long v0 = key0 ^ INITIAL_0;
    long v1 = key1 ^ INITIAL_1;
    long v2 = key0 ^ INITIAL_2;
    long v3 = key1 ^ INITIAL_3;
    for (int i = 0; i <= words; i++) {
      long word =
          i == words
              ? ((long) words * Long.BYTES) << LENGTH_SHIFT
              : switch (i) {
                case 0 -> first;
                case 1 -> second;
                case 2 -> third;
                case 3 -> fourth;
                default -> fifth;
              };
      v3 ^= word;
      for (int round = 0; round < rounds; round++) {
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
    for (int round = 0; round < finalRounds; round++) {
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
