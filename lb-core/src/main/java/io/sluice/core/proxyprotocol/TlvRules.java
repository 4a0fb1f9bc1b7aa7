package io.sluice.core.proxyprotocol;

import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** What must hold of the TLVs of a received header. */
final class TlvRules {
  /** Bytes of an SSL TLV's value before the TLVs that it holds. */
  private static final int SSL_PREFIX = 5;

  private static final int CHECKSUM_LENGTH = 4;

  private static final int OVERRUN = -1;

  private TlvRules() {}

  /**
   * Looks at every TLV of a whole header once; SSL is looked into one level deep, since nothing
   * defines a deeper one. Answers what is wrong, or null. A checksum is blanked on the way.
   *
   * @param from where the first TLV begins
   */
  static @Nullable HeaderFault check(byte[] header, int from) {
    int checksumAt = 0;
    for (int at = from; at < header.length; ) {
      int next = next(header, at, header.length);
      if (next == OVERRUN) {
        return HeaderFault.TLV_OVERRUN;
      }
      int value = at + Tlvs.PREFIX;
      int length = next - value;
      switch (header[at] & 0xFF) {
        case TlvType.CRC32C -> {
          if (length != CHECKSUM_LENGTH) {
            return HeaderFault.TLV_LENGTH;
          }
          if (checksumAt != 0) {
            return HeaderFault.CHECKSUM_REPEATED;
          }
          checksumAt = value;
        }
        case TlvType.UNIQUE_ID -> {
          if (length > TlvType.MAX_UNIQUE_ID) {
            return HeaderFault.TLV_LENGTH;
          }
        }
        case TlvType.SSL -> {
          if (length < SSL_PREFIX) {
            return HeaderFault.TLV_LENGTH;
          }
          if (!areWhole(header, value + SSL_PREFIX, next)) {
            return HeaderFault.TLV_OVERRUN;
          }
        }
        default -> {}
      }
      at = next;
    }
    return checksumAt == 0 || isChecksumRight(header, checksumAt) ? null : HeaderFault.CHECKSUM;
  }

  /** The length that the TLV at that place gives its value; the TLV's prefix is there. */
  static int valueLength(byte[] bytes, int at) {
    return unsignedShort(bytes, at + 1);
  }

  static int unsignedShort(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  private static boolean areWhole(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && at != OVERRUN) {
      at = next(bytes, at, to);
    }
    return at == to;
  }

  /** Where the next TLV begins, or {@link #OVERRUN} when this one does not end within the bytes. */
  private static int next(byte[] bytes, int at, int end) {
    if (end - at < Tlvs.PREFIX) {
      return OVERRUN;
    }
    int next = at + Tlvs.PREFIX + valueLength(bytes, at);
    return next <= end ? next : OVERRUN;
  }

  private static boolean isChecksumRight(byte[] header, int at) {
    long received = 0;
    for (int i = at; i < at + CHECKSUM_LENGTH; i++) {
      received = received << 8 | (header[i] & 0xFF);
      header[i] = 0;
    }
    CRC32C checksum = new CRC32C();
    checksum.update(header, 0, header.length);
    return checksum.getValue() == received;
  }
}
