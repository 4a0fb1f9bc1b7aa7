package io.sluice.core.proxyprotocol;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** TLVs of a version 2 header, in order, as they are on the wire. Immutable. */
public final class Tlvs {
  /** No TLVs. */
  public static final Tlvs NONE = new Tlvs(new byte[0]);

  /** Longest value of a TLV, in bytes. */
  public static final int MAX_VALUE = 0xFFFF;

  /** Bytes of type and length, before the value. */
  static final int PREFIX = 3;

  // Always whole TLVs.
  private final byte[] bytes;

  private Tlvs(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of what {@link TlvRules} has found right. */
  static Tlvs copyOf(byte[] header, int from, int to) {
    return from == to ? NONE : new Tlvs(Arrays.copyOfRange(header, from, to));
  }

  /** Collects TLVs. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** How many there are. */
  public int count() {
    int count = 0;
    for (int at = 0; at < bytes.length; at = next(at)) {
      count++;
    }
    return count;
  }

  /** A copy of the value of the first TLV of that type, or null when there is none. */
  public byte @Nullable [] value(int type) {
    for (int at = 0; at < bytes.length; at = next(at)) {
      if ((bytes[at] & 0xFF) == type) {
        return Arrays.copyOfRange(bytes, at + PREFIX, next(at));
      }
    }
    return null;
  }

  /** Whether there is one of that type. */
  public boolean contains(int type) {
    for (int at = 0; at < bytes.length; at = next(at)) {
      if ((bytes[at] & 0xFF) == type) {
        return true;
      }
    }
    return false;
  }

  /** The same without those of some types. */
  Tlvs without(IntPredicate types) {
    ByteArrayOutputStream rest = new ByteArrayOutputStream(bytes.length);
    for (int at = 0; at < bytes.length; at = next(at)) {
      if (!types.test(bytes[at] & 0xFF)) {
        rest.write(bytes, at, next(at) - at);
      }
    }
    return rest.size() == bytes.length ? this : new Tlvs(rest.toByteArray());
  }

  /**
   * Writes every TLV that the rest of the room holds, whole or not at all, and answers how many had
   * no room. Checksums and padding belong to the header that they came with and are left out.
   */
  int writeTo(ByteBuf out, int room) {
    int omitted = 0;
    int left = room;
    for (int at = 0; at < bytes.length; at = next(at)) {
      int type = bytes[at] & 0xFF;
      int length = next(at) - at;
      if (type == TlvType.CRC32C || type == TlvType.NOOP) {
        continue;
      }
      if (length <= left) {
        out.writeBytes(bytes, at, length);
        left -= length;
      } else {
        omitted++;
      }
    }
    return omitted;
  }

  private int next(int at) {
    return at + PREFIX + TlvRules.valueLength(bytes, at);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tlvs that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    // Values are a client's words: none of them is printed.
    return count() + " TLVs, " + bytes.length + " bytes";
  }

  /** Collects TLVs. What does not fit into a header is left out when the header is written. */
  public static final class Builder {
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

    private Builder() {}

    /** Adds all of these. */
    public Builder addAll(Tlvs tlvs) {
      collected.writeBytes(tlvs.bytes);
      return this;
    }

    /**
     * Adds one.
     *
     * @param type 0 to 255
     * @param value at most {@link #MAX_VALUE} bytes
     */
    public Builder add(int type, byte[] value) {
      if (type < 0 || type > 0xFF || value.length > MAX_VALUE) {
        throw new IllegalArgumentException("type=" + type + " length=" + value.length);
      }
      collected.write(type);
      collected.write(value.length >>> 8);
      collected.write(value.length);
      collected.writeBytes(value);
      return this;
    }

    /** What was collected. */
    public Tlvs build() {
      return collected.size() == 0 ? NONE : new Tlvs(collected.toByteArray());
    }
  }
}
