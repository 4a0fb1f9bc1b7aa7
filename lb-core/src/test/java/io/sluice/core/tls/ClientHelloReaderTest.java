package io.sluice.core.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.sluice.core.rig.Hello;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a ClientHello says, whatever it looks like on the wire. */
@Tag("C7")
class ClientHelloReaderTest {
  private static HelloReading read(byte[] bytes) {
    return new ClientHelloReader().read(Unpooled.wrappedBuffer(bytes));
  }

  private static HelloReading complete(@Nullable String name, String... alpn) {
    return new HelloReading.Complete(new ClientHello(name, List.of(alpn)));
  }

  @Test
  void nameAndProtocolsAreFound() {
    assertThat(read(Hello.of("a.example").alpn("h2", "http/1.1").bytes()))
        .isEqualTo(complete("a.example", "h2", "http/1.1"));
    assertThat(read(Hello.plain().alpn("h2").serverName("a.example").bytes()))
        .isEqualTo(complete("a.example", "h2"));
    assertThat(read(Hello.of("localhost").bytes())).isEqualTo(complete("localhost"));
  }

  @Test
  void helloWithoutExtensionsHasNoName() {
    assertThat(read(Hello.plain().bytes())).isEqualTo(complete(null));
    assertThat(read(Hello.plain().with(0x0a0a, new byte[0]).bytes())).isEqualTo(complete(null));
  }

  @Test
  void nothingIsConsumed() {
    ByteBuf received = Unpooled.wrappedBuffer(Hello.of("a.example").bytes());
    int before = received.readableBytes();
    new ClientHelloReader().read(received);
    assertThat(received.readableBytes()).isEqualTo(before);
  }

  @Test
  void readerIndexMayBeBehindOtherBytes() {
    byte[] hello = Hello.of("a.example").bytes();
    ByteBuf received = Unpooled.wrappedBuffer(Hello.join(new byte[17], hello)).skipBytes(17);
    assertThat(new ClientHelloReader().read(received)).isEqualTo(complete("a.example"));
  }

  @Test
  void recordsBehindTheHelloAreLeftAlone() {
    byte[] earlyData = Hello.join(Hello.recordHeader(23, 3), new byte[3]);
    assertThat(read(Hello.join(Hello.of("a.example").bytes(), earlyData)))
        .isEqualTo(complete("a.example"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 42, 43, 44, 100, 16_384})
  void helloInManyRecordsIsTheSameHello(int recordSize) {
    byte[] message = Hello.of("a.example").alpn("h2").message();
    assertThat(read(Hello.records(message, recordSize))).isEqualTo(complete("a.example", "h2"));
  }

  @Test
  void longestHelloIsReadEvenByteByByte() {
    Hello hello = Hello.of("a.example");
    int rest = ClientHelloReader.LONGEST_MESSAGE - hello.body().length - 4;
    byte[] message = hello.with(21, new byte[rest]).message();
    byte[] bytes = Hello.records(message, 1);
    assertThat(bytes).hasSize(ClientHelloReader.MAX_BYTES);

    ClientHelloReader reader = new ClientHelloReader();
    ByteBuf received = Unpooled.buffer();
    for (int i = 0; i < bytes.length - 1; i++) {
      received.writeByte(bytes[i]);
      assertThat(reader.read(received)).isInstanceOf(HelloReading.NeedMore.class);
    }
    received.writeByte(bytes[bytes.length - 1]);
    assertThat(reader.read(received)).isEqualTo(complete("a.example"));
  }

  @Test
  void clientHelloOfTheJdkIsRead() throws Exception {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine("a.example", 443);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName("Jdk.Example")));
    parameters.setApplicationProtocols(new String[] {"h2", "x"});
    engine.setSSLParameters(parameters);
    ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), out);
    assertThat(read(Arrays.copyOf(out.array(), out.position())))
        .isEqualTo(complete("jdk.example", "h2", "x"));
  }

  @ParameterizedTest
  @CsvSource({"A.Example,a.example", "xn--bcher-kva.example,xn--bcher-kva.example", "1.a2b,1.a2b"})
  void namesAreLowerCase(String sent, String found) {
    assertThat(read(Hello.of(sent).bytes())).isEqualTo(complete(found));
  }

  @Test
  void longestNamesAndLabelsAreRead() {
    String label = "a".repeat(63);
    String longest = String.join(".", label, label, label, label);
    assertThat(longest).hasSize(255);
    assertThat(read(Hello.of(longest).bytes())).isEqualTo(complete(longest));
  }

  static Stream<String> namesThatAreNone() {
    String label = "a".repeat(63);
    return Stream.of(
        "",
        ".",
        "a.example.",
        ".a.example",
        "a..example",
        "a_b.example",
        "a b",
        "a.example\0",
        "a\nb",
        "b\u00fccher.example",
        "*.example",
        "-a.example",
        "a-.example",
        "a".repeat(64),
        String.join(".", label, label, label, label) + "b",
        "192.0.2.1",
        "127.1",
        "2130706433",
        "::1",
        "[2001:db8::1]");
  }

  @ParameterizedTest
  @MethodSource("namesThatAreNone")
  void namesThatAreNoneAreRefused(String name) {
    assertThat(read(Hello.of(name).bytes())).isInstanceOf(HelloReading.Invalid.class);
  }

  static Stream<Arguments> brokenMessages() {
    Hello hello = Hello.of("a.example");
    byte[] body = hello.body();
    byte[] wrongVersion = body.clone();
    wrongVersion[0] = 2;
    byte[] longerExtensions = body.clone();
    int extensionsLength = Hello.plain().body().length;
    longerExtensions[extensionsLength + 1]++;
    byte[] shorterExtensions = body.clone();
    shorterExtensions[extensionsLength + 1]--;
    byte[] oddCipherSuites = Hello.plain().sessionId(0).body();
    oddCipherSuites[2 + 32 + 1 + 1]--;
    byte[] noName = Hello.vector(2, new byte[0]);
    byte[] otherType = Hello.vector(2, Hello.serverNameEntry(1, "a.example"));
    byte[] lyingList = Hello.join(new byte[] {0, 1}, Hello.serverNameEntry(0, "a.example"));
    byte[] emptyProtocol = Hello.vector(2, Hello.join(Hello.vector(1, new byte[0])));
    return Stream.of(
        Arguments.of("name twice", hello.serverName("a.example").body()),
        Arguments.of("unknown extension twice", hello.with(9, noName).with(9, noName).body()),
        Arguments.of("two names", Hello.plain().serverNames("a.example", "b.example").body()),
        Arguments.of("no name in the list", Hello.plain().with(0, noName).body()),
        Arguments.of("empty server name extension", Hello.plain().with(0, new byte[0]).body()),
        Arguments.of("name of another type", Hello.plain().with(0, otherType).body()),
        Arguments.of("list of a wrong length", Hello.plain().with(0, lyingList).body()),
        Arguments.of("no protocols", Hello.plain().with(16, noName).body()),
        Arguments.of("empty protocol", Hello.plain().with(16, emptyProtocol).body()),
        Arguments.of("session id too long", Hello.plain().sessionId(33).body()),
        Arguments.of("odd cipher suites", oddCipherSuites),
        Arguments.of("another version", wrongVersion),
        Arguments.of("extensions too long", longerExtensions),
        Arguments.of("extensions too short", shorterExtensions),
        Arguments.of("too many protocols", Hello.plain().alpn(protocols(65)).body()),
        Arguments.of("too many extensions", manyExtensions(129).body()),
        Arguments.of("bytes behind the extensions", Hello.join(body, new byte[1])));
  }

  private static String[] protocols(int count) {
    return IntStream.range(0, count).mapToObj(i -> "p" + i).toArray(String[]::new);
  }

  private static Hello manyExtensions(int count) {
    Hello hello = Hello.plain();
    for (int i = 0; i < count; i++) {
      hello = hello.with(1000 + i, new byte[0]);
    }
    return hello;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenMessages")
  void messagesThatBreakARuleAreRefused(String name, byte[] body) {
    assertThat(read(Hello.records(Hello.messageOf(body), 16_384)))
        .isInstanceOf(HelloReading.Invalid.class);
  }

  @Test
  void everyMessageThatIsCutShortIsRefused() {
    byte[] body = Hello.of("a.example").alpn("h2").body();
    int withoutExtensions = Hello.plain().body().length;
    for (int length = 0; length < body.length; length++) {
      byte[] cut = Arrays.copyOf(body, length);
      if (length != withoutExtensions) {
        assertThat(read(Hello.records(Hello.messageOf(cut), 16_384)))
            .as("%d bytes", length)
            .isInstanceOf(HelloReading.Invalid.class);
      }
    }
  }

  @Test
  void announcedLengthIsBelievedUpToTheLimitOnly() {
    byte[] announced = {1, (byte) 0xff, (byte) 0xff, (byte) 0xff};
    assertThat(read(Hello.join(Hello.recordHeader(22, 100), announced)))
        .isInstanceOf(HelloReading.Invalid.class);
    byte[] longest = {1, 0, 0x40, 0};
    assertThat(read(Hello.join(Hello.recordHeader(22, 100), longest)))
        .isInstanceOf(HelloReading.NeedMore.class);
    byte[] tooLong = {1, 0, 0x40, 1};
    assertThat(read(Hello.join(Hello.recordHeader(22, 100), tooLong)))
        .isInstanceOf(HelloReading.Invalid.class);
  }

  static Stream<Arguments> brokenRecords() {
    byte[] message = Hello.of("a.example").message();
    byte[] begun = Hello.join(Hello.recordHeader(22, 1), new byte[] {1});
    return Stream.of(
        Arguments.of("empty record", Hello.recordHeader(22, 0)),
        Arguments.of("empty record within", Hello.join(begun, Hello.recordHeader(22, 0))),
        Arguments.of("record too long", Hello.recordHeader(22, 16_385)),
        Arguments.of("alert", Hello.recordHeader(21, 2)),
        Arguments.of("application data", Hello.recordHeader(23, 2)),
        Arguments.of("alert within", Hello.join(begun, Hello.recordHeader(21, 2))),
        Arguments.of("text within", Hello.join(begun, new byte[] {'G'})),
        Arguments.of("version within", Hello.join(begun, new byte[] {22, 2})),
        Arguments.of("ServerHello", Hello.join(Hello.recordHeader(22, 4), new byte[] {2, 0, 0, 0})),
        Arguments.of(
            "more in the record",
            Hello.join(Hello.recordHeader(22, message.length + 1), message, new byte[] {1})));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenRecords")
  void recordsThatBreakARuleAreRefused(String name, byte[] bytes) {
    assertThat(read(bytes)).isInstanceOf(HelloReading.Invalid.class);
  }

  @Test
  void whatIsNotTlsIsKnownFromItsFirstBytes() {
    assertThat(read(new byte[] {'G'})).isInstanceOf(HelloReading.NotTls.class);
    assertThat(read(new byte[] {22, 2})).isInstanceOf(HelloReading.NotTls.class);
    assertThat(read(new byte[] {(byte) 0x80, 0x2e, 1, 3, 1}))
        .isInstanceOf(HelloReading.NotTls.class);
    assertThat(read(new byte[0])).isInstanceOf(HelloReading.NeedMore.class);
    assertThat(read(new byte[] {22, 3, 1, 0})).isInstanceOf(HelloReading.NeedMore.class);
  }
}
