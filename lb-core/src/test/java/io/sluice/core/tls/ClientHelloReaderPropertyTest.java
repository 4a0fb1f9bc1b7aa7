package io.sluice.core.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.sluice.core.rig.Hello;
import io.sluice.core.rig.Seeds;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** However a hello is cut, and whatever is changed in it, there is one answer to it. */
@Tag("C7")
class ClientHelloReaderPropertyTest {
  private static final int CASES = 20_000;

  private final Random random = new Random(Seeds.next("ClientHelloReaderPropertyTest"));

  @Test
  void anyCutIntoRecordsAndSegmentsGivesTheSameAnswer() {
    for (int i = 0; i < CASES; i++) {
      byte[] message = mutated(hello()).message();
      HelloReading whole = inSegments(Hello.records(message, 16_384), Integer.MAX_VALUE);
      byte[] cut = randomRecords(message);
      assertThat(inSegments(cut, Integer.MAX_VALUE)).as("one segment").isEqualTo(whole);
      assertThat(inSegments(cut, 1 + random.nextInt(40))).as("many segments").isEqualTo(whole);
      assertThat(inSegments(cut, 1)).as("single bytes").isEqualTo(whole);
    }
  }

  @Test
  void changedBytesNeverThrowAndNeverDependOnSegments() {
    for (int i = 0; i < CASES; i++) {
      byte[] bytes = randomRecords(hello().message());
      for (int change = random.nextInt(4); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = interesting();
      }
      assertThat(inSegments(bytes, 1 + random.nextInt(9)))
          .isEqualTo(inSegments(bytes, Integer.MAX_VALUE));
    }
  }

  private Hello hello() {
    Hello hello = Hello.plain().sessionId(random.nextInt(33));
    if (random.nextBoolean()) {
      hello = hello.with(43, new byte[random.nextInt(9)]);
    }
    if (random.nextInt(4) > 0) {
      hello = hello.serverName(random.nextBoolean() ? "Some.Name.Example" : "a.b");
    }
    return random.nextBoolean() ? hello.alpn("h2", "http/1.1") : hello;
  }

  /** Sometimes a hello that breaks a rule: it has to be refused in any shape too. */
  private Hello mutated(Hello hello) {
    return switch (random.nextInt(8)) {
      case 0 -> hello.serverName("b.example");
      case 1 -> hello.alpn("");
      case 2 -> hello.sessionId(33);
      default -> hello;
    };
  }

  private byte interesting() {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> (byte) 0xff;
      case 2 -> (byte) (16 + random.nextInt(8));
      default -> (byte) random.nextInt(256);
    };
  }

  private byte[] randomRecords(byte[] message) {
    int most = 1 + random.nextInt(random.nextBoolean() ? 8 : 200);
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (int position = 0; position < message.length; ) {
      int size = Math.min(1 + random.nextInt(most), message.length - position);
      records.writeBytes(Hello.recordHeader(22, size));
      records.write(message, position, size);
      position += size;
    }
    return records.toByteArray();
  }

  private static HelloReading inSegments(byte[] bytes, int size) {
    ClientHelloReader reader = new ClientHelloReader();
    ByteBuf received = Unpooled.buffer();
    HelloReading reading = new HelloReading.NeedMore();
    for (int position = 0; position < bytes.length; ) {
      int segment = Math.min(size, bytes.length - position);
      received.writeBytes(bytes, position, segment);
      position += segment;
      reading = reader.read(received);
      if (!(reading instanceof HelloReading.NeedMore)) {
        return reading;
      }
    }
    return reading;
  }
}
