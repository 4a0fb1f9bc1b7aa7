package io.sluice.config.kubernetes;

/** Suffixes of generated names: they look random, yet the same configuration has the same ones. */
final class StableSuffix {
  /** What a cluster uses: without vowels and look-alikes, so that no suffix is a word. */
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  static final int LENGTH = 5;

  private StableSuffix() {}

  /** The suffix of a seed: {@link #LENGTH} letters and digits. */
  static String of(String seed) {
    StringBuilder suffix = new StringBuilder(LENGTH);
    long rest = hash(seed);
    for (int i = 0; i < LENGTH; i++) {
      suffix.append(ALPHABET.charAt((int) Long.remainderUnsigned(rest, ALPHABET.length())));
      rest = Long.divideUnsigned(rest, ALPHABET.length());
    }
    return suffix.toString();
  }

  /** FNV-1a over 64 bits, with a final mix since only the low digits are used. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash ^ (hash >>> 32);
  }
}
