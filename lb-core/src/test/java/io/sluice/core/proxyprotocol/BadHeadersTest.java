package io.sluice.core.proxyprotocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.sluice.config.model.ProxyProtocol.Accept;
import io.sluice.core.rig.Seeds;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** C5: what many bad headers cost. */
class BadHeadersTest {
  private static final int HEADERS = 100_000;

  @Test
  void badHeadersLeaveDirectMemoryFlat() {
    SplittableRandom random = new SplittableRandom(Seeds.next("BadHeadersTest"));
    // Without the leak detector, which would record every byte that is looked at.
    UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
    HeaderParser parser = new HeaderParser(Accept.ANY);
    parseAll(HEADERS / 10, random, allocator, parser);
    long before = allocator.metric().usedDirectMemory();
    parseAll(HEADERS, random, allocator, parser);
    assertThat(allocator.metric().usedDirectMemory()).isEqualTo(before);
  }

  @Test
  void waitingForABadHeaderAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    HeaderParser parser = new HeaderParser(Accept.ANY);
    ByteBuf start =
        Unpooled.wrappedBuffer(
            RawHeader.v2WithLength(RawHeader.PROXY, RawHeader.TCP4, 4_000, new byte[3_000]));
    for (int i = 0; i < HEADERS; i++) {
      parser.parse(start);
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < HEADERS; i++) {
      parser.parse(start);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).isLessThan(HEADERS / 100);
  }

  private static void parseAll(
      int count, SplittableRandom random, UnpooledByteBufAllocator allocator, HeaderParser parser) {
    for (int i = 0; i < count; i++) {
      byte[] input = SeedHeaders.mutated(random);
      ByteBuf received = allocator.directBuffer(input.length).writeBytes(input);
      parser.parse(received);
      assertThat(received.release()).isTrue();
    }
  }
}
