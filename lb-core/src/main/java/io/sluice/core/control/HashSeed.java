package io.sluice.core.control;

import io.sluice.core.net.SipHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * The secret by which clients are hashed. Nobody who does not know it can tell which clients get
 * the same endpoint, and so aim at one. Control thread only.
 */
final class HashSeed {
  // Kept for the process's life, so that a reload does not move clients.
  private final SipHash drawn = draw();

  /**
   * The hash that the configured seed means, the same on every instance; for an empty one that of
   * this process.
   */
  SipHash hashFor(String seed) {
    return seed.isEmpty() ? drawn : SipHash.keyedBy(sha256(seed));
  }

  private static SipHash draw() {
    byte[] key = new byte[SipHash.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return SipHash.keyedBy(key);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
