package io.sluice.core.proxyprotocol;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sluice.core.net.ClientAddress;

/** Coverage-guided search for a header that breaks the contract; {@code scripts/fuzz}. */
class HeaderWriterFuzz {
  @FuzzTest
  void everyHeaderReadsBackAsItWasWritten(FuzzedDataProvider data) {
    HeaderVersion version = data.pickValue(HeaderVersion.values());
    HeaderChecksum checksum = data.pickValue(HeaderChecksum.values());
    int maxLength = data.consumeInt(HeaderWriter.LONGEST_WITHOUT_TLVS, HeaderParser.LONGEST);
    WriterContract.check(header(data), version, checksum, maxLength);
  }

  private static ProxyHeader header(FuzzedDataProvider data) {
    return switch (data.consumeInt(0, 3)) {
      case 0 -> new ProxyHeader.Local();
      case 1 -> new ProxyHeader.Unaddressed(Tlvs.NONE);
      default ->
          new ProxyHeader.Forwarded(
              address(data), address(data), data.pickValue(HeaderTransport.values()), tlvs(data));
    };
  }

  private static ClientAddress address(FuzzedDataProvider data) {
    int port = data.consumeInt(0, 0xFFFF);
    return data.consumeBoolean()
        ? new ClientAddress(data.consumeLong(), data.consumeLong(), port)
        : new ClientAddress(0, 0xFFFF_0000_0000L | (data.consumeInt() & 0xFFFF_FFFFL), port);
  }

  /* A UNIQUE_ID or SSL whose value is wrong would be refused when it is read. */
  private static Tlvs tlvs(FuzzedDataProvider data) {
    Tlvs.Builder tlvs = Tlvs.builder();
    while (data.remainingBytes() > 0) {
      int type = data.consumeInt(0, 255);
      byte[] value = data.consumeBytes(data.consumeInt(0, Tlvs.MAX_VALUE));
      if (type != TlvType.UNIQUE_ID && type != TlvType.SSL) {
        tlvs.add(type, value);
      }
    }
    return tlvs.build();
  }
}
