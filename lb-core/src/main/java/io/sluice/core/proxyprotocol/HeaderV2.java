package io.sluice.core.proxyprotocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.sluice.core.net.ClientAddress;
import java.util.zip.CRC32C;

/** The binary header that is version 2. */
final class HeaderV2 {
  /** What no other version, and hardly any other protocol, begins with. */
  static final byte[] SIGNATURE = {
    0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A
  };

  /** Bytes up to and with the length. */
  static final int PREFIX = 16;

  private static final int VERSION = 0x20;
  private static final int LOCAL = 0;
  private static final int PROXY = 1;

  private static final int INET = 0x10;
  private static final int INET6 = 0x20;
  private static final int UNIX = 0x30;

  private static final int INET_LENGTH = 2 * (AddressBytes.IPV4_LENGTH + 2);
  private static final int INET6_LENGTH = 2 * (AddressBytes.IPV6_LENGTH + 2);
  private static final int UNIX_LENGTH = 2 * 108;
  private static final int NO_SUCH_FAMILY = -1;

  /** The longest addresses, and nothing else. */
  static final int LONGEST_WITHOUT_TLVS = PREFIX + UNIX_LENGTH;

  private static final int CHECKSUM_LENGTH = 4;

  private HeaderV2() {}

  /** Parses bytes that begin with the signature. Each byte is judged as soon as it is there. */
  static ParseResult parse(ByteBuf received, int maxLength) {
    int start = received.readerIndex();
    int known = received.readableBytes();
    if (known < 13) {
      return HeaderParser.needMore();
    }
    int versionAndCommand = received.getUnsignedByte(start + 12);
    int command = versionAndCommand & 0x0F;
    if ((versionAndCommand & 0xF0) != VERSION) {
      return HeaderParser.invalid(HeaderFault.VERSION);
    }
    if (command > PROXY) {
      return HeaderParser.invalid(HeaderFault.COMMAND);
    }
    if (known < 14) {
      return HeaderParser.needMore();
    }
    // A family of LOCAL is to be ignored, so it cannot be wrong either.
    int family = command == LOCAL ? 0 : received.getUnsignedByte(start + 13);
    int addressLength = addressLength(family);
    if (addressLength == NO_SUCH_FAMILY) {
      return HeaderParser.invalid(HeaderFault.FAMILY);
    }
    if (known < PREFIX) {
      return HeaderParser.needMore();
    }
    int length = received.getUnsignedShort(start + 14);
    if (PREFIX + length > maxLength) {
      return HeaderParser.invalid(HeaderFault.TOO_LONG);
    }
    if (length < addressLength) {
      return HeaderParser.invalid(HeaderFault.TOO_SHORT);
    }
    if (known < PREFIX + length) {
      return HeaderParser.needMore();
    }
    return command == LOCAL
        ? new ParseResult.Found(new ProxyHeader.Local(), PREFIX + length)
        : parseWhole(ByteBufUtil.getBytes(received, start, PREFIX + length), family);
  }

  private static ParseResult parseWhole(byte[] header, int family) {
    if (family == 0) {
      // What stands there is of no format that anybody could know: no addresses, no TLVs.
      return new ParseResult.Found(new ProxyHeader.Unaddressed(Tlvs.NONE), header.length);
    }
    int tlvsAt = PREFIX + addressLength(family);
    Tlvs tlvs = Tlvs.copyOf(header, tlvsAt, header.length);
    HeaderFault fault = TlvRules.check(header, tlvsAt);
    return fault == null
        ? new ParseResult.Found(header(header, family, tlvs), header.length)
        : HeaderParser.invalid(fault);
  }

  private static ProxyHeader header(byte[] header, int family, Tlvs tlvs) {
    HeaderTransport transport =
        (family & 0x0F) == HeaderTransport.STREAM.bits()
            ? HeaderTransport.STREAM
            : HeaderTransport.DATAGRAM;
    return switch (family & 0xF0) {
      case INET -> forwarded(header, AddressBytes.IPV4_LENGTH, transport, tlvs);
      case INET6 -> forwarded(header, AddressBytes.IPV6_LENGTH, transport, tlvs);
      default -> new ProxyHeader.Unaddressed(tlvs);
    };
  }

  private static ProxyHeader forwarded(
      byte[] header, int addressLength, HeaderTransport transport, Tlvs tlvs) {
    int destinationAt = PREFIX + addressLength;
    int portsAt = destinationAt + addressLength;
    int sourcePort = TlvRules.unsignedShort(header, portsAt);
    int destinationPort = TlvRules.unsignedShort(header, portsAt + 2);
    return addressLength == AddressBytes.IPV4_LENGTH
        ? new ProxyHeader.Forwarded(
            AddressBytes.ipv4(header, PREFIX, sourcePort),
            AddressBytes.ipv4(header, destinationAt, destinationPort),
            transport,
            tlvs)
        : new ProxyHeader.Forwarded(
            AddressBytes.ipv6(header, PREFIX, sourcePort),
            AddressBytes.ipv6(header, destinationAt, destinationPort),
            transport,
            tlvs);
  }

  /** Bytes that the addresses of a 14th byte take; every combination that may occur is here. */
  private static int addressLength(int family) {
    return switch (family) {
      case 0 -> 0;
      case INET | 1, INET | 2 -> INET_LENGTH;
      case INET6 | 1, INET6 | 2 -> INET6_LENGTH;
      case UNIX | 1, UNIX | 2 -> UNIX_LENGTH;
      default -> NO_SUCH_FAMILY;
    };
  }

  /**
   * Writes a header and answers how many TLVs had no room in it. Without addresses there are none:
   * a receiver could not tell them from addresses.
   */
  static int write(ProxyHeader header, HeaderChecksum checksum, int maxLength, ByteBuf out) {
    int start = out.writerIndex();
    out.writeBytes(SIGNATURE);
    switch (header) {
      case ProxyHeader.Local _ -> out.writeByte(VERSION | LOCAL).writeByte(0).writeShort(0);
      case ProxyHeader.Unaddressed _ -> out.writeByte(VERSION | PROXY).writeByte(0).writeShort(0);
      case ProxyHeader.Forwarded forwarded -> {
        writeAddresses(forwarded, out);
        int checksumAt = checksum == HeaderChecksum.CRC32C ? writeChecksum(out) : 0;
        int omitted = forwarded.tlvs().writeTo(out, maxLength - (out.writerIndex() - start));
        out.setShort(start + PREFIX - 2, out.writerIndex() - start - PREFIX);
        if (checksumAt != 0) {
          out.setInt(checksumAt, checksumOf(out, start));
        }
        return omitted;
      }
    }
    return header.tlvs().count();
  }

  private static void writeAddresses(ProxyHeader.Forwarded header, ByteBuf out) {
    ClientAddress source = header.source();
    ClientAddress destination = header.destination();
    boolean isIpv4 = source.isIpv4() && destination.isIpv4();
    out.writeByte(VERSION | PROXY);
    out.writeByte((isIpv4 ? INET : INET6) | header.transport().bits());
    out.writeShort(0); // known once everything is written
    if (isIpv4) {
      AddressBytes.writeIpv4(source, out);
      AddressBytes.writeIpv4(destination, out);
    } else {
      AddressBytes.writeIpv6(source, out);
      AddressBytes.writeIpv6(destination, out);
    }
    out.writeShort(source.port()).writeShort(destination.port());
  }

  /** Writes a blank checksum and answers where its value stands. */
  private static int writeChecksum(ByteBuf out) {
    out.writeByte(TlvType.CRC32C).writeShort(CHECKSUM_LENGTH);
    int at = out.writerIndex();
    out.writeInt(0);
    return at;
  }

  private static int checksumOf(ByteBuf out, int start) {
    CRC32C checksum = new CRC32C();
    byte[] header = ByteBufUtil.getBytes(out, start, out.writerIndex() - start);
    checksum.update(header, 0, header.length);
    return (int) checksum.getValue();
  }
}
