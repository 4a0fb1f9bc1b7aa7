package io.sluice.core.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.util.concurrent.Future;
import io.sluice.core.rig.Hello;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where our reading of a ClientHello differs from Netty's, on purpose; docs/decisions/0010 has the
 * reasons. "no name" is what a default would be chosen by.
 */
class NettySniDifferenceTest {
  private static final String REFUSED = "refused";
  private static final String WAITS = "waits";
  private static final String NO_NAME = "no name";

  static Stream<Arguments> inputs() {
    Hello hello = Hello.of("a.example");
    byte[] message = hello.message();
    byte[] emptyRecord = Hello.recordHeader(22, 0);
    byte[] protocols = Hello.of("a.example").alpn("").bytes();
    return Stream.of(
        Arguments.of("whole", hello.bytes(), "a.example", "a.example"),
        Arguments.of("mixed case", Hello.of("A.Example").bytes(), "a.example", "a.example"),
        Arguments.of("one-byte records", Hello.records(message, 1), "a.example", "a.example"),
        Arguments.of(
            "empty record first", Hello.join(emptyRecord, hello.bytes()), NO_NAME, REFUSED),
        Arguments.of("no extensions", Hello.plain().bytes(), NO_NAME, NO_NAME),
        Arguments.of("name twice", hello.serverName("b.example").bytes(), "a.example", REFUSED),
        Arguments.of(
            "two names",
            Hello.plain().serverNames("a.example", "b.example").bytes(),
            "a.example",
            REFUSED),
        Arguments.of("trailing dot", Hello.of("a.example.").bytes(), "a.example.", REFUSED),
        Arguments.of("address", Hello.of("192.0.2.1").bytes(), "192.0.2.1", REFUSED),
        Arguments.of("underscore", Hello.of("a_b.example").bytes(), "a_b.example", REFUSED),
        Arguments.of("line feed", Hello.of("a\nb").bytes(), "a\nb", REFUSED),
        Arguments.of("empty name", Hello.of("").bytes(), "", REFUSED),
        Arguments.of("empty protocol", protocols, "a.example", REFUSED),
        Arguments.of(
            "cut within the name",
            Hello.records(Hello.messageOf(Arrays.copyOf(hello.body(), 90)), 16_384),
            NO_NAME,
            REFUSED),
        Arguments.of(
            "session id too long",
            Hello.of("a.example").sessionId(33).bytes(),
            "a.example",
            REFUSED),
        Arguments.of(
            "no TLS", "GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII), NO_NAME, REFUSED),
        Arguments.of("alert", new byte[] {21, 3, 3, 0, 2, 2, 0}, NO_NAME, REFUSED),
        Arguments.of(
            "16 MiB announced", new byte[] {22, 3, 1, 0, 9, 1, -1, -1, -1}, WAITS, REFUSED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inputs")
  void differencesAreTheKnownOnes(String name, byte[] input, String byNetty, String byUs) {
    assertThat(netty(input)).isEqualTo(byNetty);
    assertThat(ours(input)).isEqualTo(byUs);
  }

  private static String ours(byte[] input) {
    return switch (new ClientHelloReader().read(Unpooled.wrappedBuffer(input))) {
      case HelloReading.NeedMore() -> WAITS;
      case HelloReading.NotTls _, HelloReading.Invalid _ -> REFUSED;
      case HelloReading.Complete(ClientHello(String serverName, _)) ->
          serverName == null ? NO_NAME : serverName;
    };
  }

  private static String netty(byte[] input) {
    NameOnly handler = new NameOnly();
    EmbeddedChannel channel = new EmbeddedChannel(handler);
    try {
      channel.writeInbound(Unpooled.wrappedBuffer(input));
    } catch (RuntimeException e) {
      return REFUSED;
    } finally {
      channel.finishAndReleaseAll();
    }
    return handler.found;
  }

  /** Writes down which name was looked up. */
  private static final class NameOnly extends AbstractSniHandler<String> {
    private String found = WAITS;

    NameOnly() {
      super(16 * 1024, 0);
    }

    @Override
    protected Future<String> lookup(ChannelHandlerContext context, @Nullable String hostname) {
      found = hostname == null ? NO_NAME : hostname;
      return context.executor().newSucceededFuture("");
    }

    @Override
    protected void onLookupComplete(
        ChannelHandlerContext context, @Nullable String hostname, Future<String> future) {}
  }
}
