package io.sluice.core.proxyprotocol;

import io.sluice.config.model.IpAddress;
import io.sluice.core.net.ClientAddress;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Headers put together by hand, right and wrong ones, without the code under test. */
final class RawHeader {
  static final int LOCAL = 0x20;
  static final int PROXY = 0x21;
  static final int TCP4 = 0x11;
  static final int UDP4 = 0x12;
  static final int TCP6 = 0x21;
  static final int UNIX_STREAM = 0x31;

  /** From 192.0.2.1:1000 to 198.51.100.2:443. */
  static final byte[] IPV4_ADDRESSES = hex("c0000201 c6336402 03e8 01bb");

  /** From [2001:db8::1]:1000 to [2001:db8::2]:443. */
  static final byte[] IPV6_ADDRESSES =
      hex("20010db8000000000000000000000001 20010db8000000000000000000000002 03e8 01bb");

  private static final byte[] SIGNATURE = hex("0d0a0d0a000d0a515549540a");
  private static final byte[] NOTHING = {};

  private RawHeader() {}

  /** A version 2 header whose length is that of its body. */
  static byte[] v2(int versionAndCommand, int family, byte[]... body) {
    byte[] bytes = concat(body);
    return v2WithLength(versionAndCommand, family, bytes.length, bytes);
  }

  /** A version 2 header that claims a length of its own. */
  static byte[] v2WithLength(int versionAndCommand, int family, int length, byte[]... body) {
    byte[] start = {(byte) versionAndCommand, (byte) family, (byte) (length >>> 8), (byte) length};
    return concat(SIGNATURE, start, concat(body));
  }

  /** A version 2 header of IPv4 with these TLVs. */
  static byte[] v2Ipv4(byte[]... tlvs) {
    return v2(PROXY, TCP4, IPV4_ADDRESSES, concat(tlvs));
  }

  static byte[] tlv(int type, byte[]... value) {
    byte[] bytes = concat(value);
    return tlvWithLength(type, bytes.length, bytes);
  }

  /** A TLV that claims a length of its own. */
  static byte[] tlvWithLength(int type, int length, byte[]... value) {
    return concat(new byte[] {(byte) type, (byte) (length >>> 8), (byte) length}, concat(value));
  }

  /** An IPv4 header with a right checksum behind these TLVs. */
  static byte[] withChecksum(byte[]... tlvs) {
    byte[] header = v2Ipv4(concat(tlvs), tlv(TlvType.CRC32C, new byte[4]));
    CRC32C checksum = new CRC32C();
    checksum.update(header, 0, header.length);
    for (int i = 0; i < 4; i++) {
      header[header.length - 4 + i] = (byte) (checksum.getValue() >>> (24 - 8 * i));
    }
    return header;
  }

  static byte[] ssl(byte[]... subTlvs) {
    return tlv(TlvType.SSL, hex("01 00000000"), concat(subTlvs));
  }

  static ClientAddress address(String ip, int port) {
    return ClientAddress.of(IpAddress.parse(ip).toSocketAddress(port));
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return parts.length == 0 ? NOTHING : all.toByteArray();
  }
}
