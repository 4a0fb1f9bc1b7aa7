package io.sluice.core.proxyprotocol;

import static io.sluice.core.proxyprotocol.RawHeader.concat;
import static io.sluice.core.proxyprotocol.RawHeader.text;
import static io.sluice.core.proxyprotocol.RawHeader.v2;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.sluice.config.model.ProxyProtocol.Accept;
import io.sluice.core.proxyprotocol.ParseResult.Found;
import io.sluice.core.proxyprotocol.ParseResult.NeedMore;
import io.sluice.core.rig.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HeaderPropertyTest {
  private static final int HEADERS = 5_000;
  private static final int INPUTS = 10_000;

  private final SplittableRandom random =
      new SplittableRandom(Seeds.next(HeaderPropertyTest.class.getSimpleName()));

  @Test
  void everyHeaderReadsBackAsItWasWritten() {
    for (int i = 0; i < HEADERS; i++) {
      ProxyHeader header = RandomHeaders.next(random);
      int room = random.nextInt(HeaderWriter.LONGEST_WITHOUT_TLVS, 2_000);
      for (HeaderVersion version : HeaderVersion.values()) {
        for (HeaderChecksum checksum : HeaderChecksum.values()) {
          WriterContract.check(header, version, checksum);
          WriterContract.check(header, version, checksum, room);
        }
      }
    }
  }

  @Test
  void anyInputKeepsTheContract() {
    for (int i = 0; i < INPUTS; i++) {
      ParserContract.check(SeedHeaders.mutated(random));
    }
  }

  /** F102: all 2^k ways to cut k + 1 bytes. */
  @Test
  void everyWayToCutAShortHeaderAndItsPayloadGivesTheSame() {
    for (byte[] header : new byte[][] {text("PROXY UNKNOWN\r\n"), v2(RawHeader.LOCAL, 0)}) {
      byte[] input = concat(header, text("ab"));
      for (int cuts = 0; cuts < 1 << (input.length - 1); cuts++) {
        assertThat(payloadOf(input, cuts)).isEqualTo("ab");
      }
    }
  }

  /** Takes bytes as they come, cut behind byte i if bit i is set; answers what is payload. */
  private static String payloadOf(byte[] input, int cuts) {
    HeaderParser parser = new HeaderParser(Accept.ANY);
    ByteBuf received = Unpooled.buffer(input.length);
    ParseResult result = new NeedMore();
    for (int i = 0; i < input.length; i++) {
      received.writeByte(input[i]);
      boolean isCut = i == input.length - 1 || (cuts & 1 << i) != 0;
      if (isCut && result instanceof NeedMore) {
        result = parser.parse(received);
      }
    }
    assertThat(result).isInstanceOf(Found.class);
    received.skipBytes(((Found) result).length());
    return received.toString(java.nio.charset.StandardCharsets.US_ASCII);
  }
}
