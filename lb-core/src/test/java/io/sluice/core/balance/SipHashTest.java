package io.sluice.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Against known answers. */
class SipHashTest {
  /** That of 24 bytes in the authors' vectors.h. */
  @Test
  void hashesTheAuthorsVector() {
    assertThat(hash("000102030405060708090a0b0c0d0e0f", bytes(0, 1))).isEqualTo("94af49f6c650adb8");
  }

  /** From {@code openssl mac -macopt hexkey:… -macopt size:8 SIPHASH} (OpenSSL 3). */
  @Test
  void hashesWhatOpensslHashes() {
    assertThat(hash("00000000000000000000000000000000", bytes(0, 0))).isEqualTo("ff4dfa8f24b1d57f");
    assertThat(hash("ffffffffffffffffffffffffffffffff", bytes(0xff, 0)))
        .isEqualTo("29b9c280e34a504a");
    assertThat(
            hash(
                "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                "four and twenty blackbir".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("4363043ddcb602ac");
  }

  @Test
  void textKeepsTheKeySecret() {
    assertThat(new SipHash(0x1234, 0x5678).toString()).doesNotContain("1234", "4660", "5678");
  }

  private static String hash(String key, byte[] message) {
    ByteBuffer words = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    long hash =
        SipHash.keyedBy(HexFormat.of().parseHex(key))
            .of(words.getLong(), words.getLong(), words.getLong());
    return HexFormat.of().toHexDigits(Long.reverseBytes(hash));
  }

  private static byte[] bytes(int first, int step) {
    byte[] bytes = new byte[24];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (first + i * step);
    }
    return bytes;
  }
}
