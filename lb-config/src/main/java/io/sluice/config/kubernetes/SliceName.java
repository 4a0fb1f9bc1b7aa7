package io.sluice.config.kubernetes;

import java.util.List;
import java.util.Set;

/**
 * Names slices as the API server does, except that the suffix is not random: the same configuration
 * has the same names at every start.
 */
final class SliceName {
  /** Without vowels and look-alikes, so that no suffix is a word. */
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  private static final int SUFFIX_LENGTH = 5;
  private static final int LONGEST = 63;

  private SliceName() {}

  /** A name that is not among those taken, and now is. */
  static String of(SliceOwner owner, IpFamily family, List<SlicePort> ports, Set<String> taken) {
    String prefix = prefix(owner);
    String seed = owner.name() + " " + family + " " + ports;
    for (int attempt = 0; ; attempt++) {
      String name = prefix + suffix(hash(seed + " " + attempt));
      if (taken.add(name)) {
        return name;
      }
    }
  }

  /** What {@code generateName} would be. */
  static String prefix(SliceOwner owner) {
    String name = owner.name().name();
    int longest = LONGEST - SUFFIX_LENGTH - 1;
    return name.substring(0, Math.min(name.length(), longest)) + "-";
  }

  private static String suffix(long hash) {
    StringBuilder suffix = new StringBuilder(SUFFIX_LENGTH);
    long rest = hash;
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
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
