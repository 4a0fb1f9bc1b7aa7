package io.sluice.core.proxyprotocol;

import static io.sluice.core.proxyprotocol.RawHeader.address;
import static io.sluice.core.proxyprotocol.RawHeader.concat;
import static io.sluice.core.proxyprotocol.RawHeader.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.ProxyProtocol.Accept;
import io.sluice.core.proxyprotocol.ParseResult.Absent;
import io.sluice.core.proxyprotocol.ParseResult.Found;
import io.sluice.core.proxyprotocol.ParseResult.Invalid;
import io.sluice.core.proxyprotocol.ParseResult.NeedMore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The line of version 1. F99. */
class HeaderParserV1Test {
  private static final ProxyHeader UNADDRESSED = new ProxyHeader.Unaddressed(Tlvs.NONE);

  @ParameterizedTest
  @CsvSource({
    "TCP4 192.0.2.1 198.51.100.2 1000 443, 192.0.2.1, 1000, 198.51.100.2, 443",
    "TCP4 255.255.255.255 255.255.255.255 65535 65535, 255.255.255.255, 65535,"
        + " 255.255.255.255, 65535",
    "TCP4 0.0.0.0 0.0.0.0 0 0, 0.0.0.0, 0, 0.0.0.0, 0",
    "TCP6 2001:db8::1 2001:DB8::2 1000 443, 2001:db8::1, 1000, 2001:db8::2, 443",
    "TCP6 :: ::1 1 2, ::, 1, ::1, 2",
    "TCP6 1:: 1:2:3:4:5:6:7:8 1 2, 1::, 1, 1:2:3:4:5:6:7:8, 2",
    "TCP6 0001:0002:3:4::7:8 1::3:4:5:6:7:8 1 2, 1:2:3:4:0:0:7:8, 1, 1:0:3:4:5:6:7:8, 2",
    "TCP6 ::2:3:4:5:6:7:8 1:2:3:4:5:6:7:: 1 2, 0:2:3:4:5:6:7:8, 1, 1:2:3:4:5:6:7:0, 2",
    "TCP6 ::ffff:192.0.2.1 2001:db8::192.0.2.2 1 2, 192.0.2.1, 1, 2001:db8::c000:202, 2",
    "TCP6 ::ffff:c000:201 ::ffff:c633:6402 1 2, 192.0.2.1, 1, 198.51.100.2, 2",
  })
  void addressesAndPortsAreRead(
      String line, String source, int sourcePort, String destination, int destinationPort) {
    ParseResult result = parse("PROXY " + line + "\r\n");
    assertThat(result)
        .isEqualTo(
            new Found(
                new ProxyHeader.Forwarded(
                    address(source, sourcePort),
                    address(destination, destinationPort),
                    HeaderTransport.STREAM,
                    Tlvs.NONE),
                line.length() + 8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROXY UNKNOWN\r\n",
        "PROXY UNKNOWN \r\n",
        "PROXY UNKNOWN 1 2 3 4 5 6\r\n",
        "PROXY UNKNOWN ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
            + " ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n",
        "PROXY UNKNOWN \u0000\u00ff\t\r\n",
      })
  void whatFollowsUnknownIsIgnored(String line) {
    assertThat(line.length()).isLessThanOrEqualTo(107);
    assertThat(parse(line)).isEqualTo(new Found(UNADDRESSED, line.length()));
  }

  @ParameterizedTest
  @CsvSource({
    "LINE_FAMILY, TCP5 192.0.2.1 192.0.2.2 1 2",
    "LINE_FAMILY, TCP 192.0.2.1 192.0.2.2 1 2",
    "LINE_FAMILY, TCP44 192.0.2.1 192.0.2.2 1 2",
    "LINE_FAMILY, UDP4 192.0.2.1 192.0.2.2 1 2",
    "LINE_FAMILY, tcp4 192.0.2.1 192.0.2.2 1 2",
    "LINE_FAMILY, UNKNOWN4",
    "LINE_FAMILY, UNKNOW",
    "LINE_FAMILY, ''",
    "LINE_FAMILY, ' TCP4 192.0.2.1 192.0.2.2 1 2'",
    "LINE_FIELDS, TCP4",
    "LINE_FIELDS, 'TCP4 '",
    "LINE_FIELDS, TCP4 192.0.2.1 192.0.2.2 1",
    "LINE_FIELDS, TCP4 192.0.2.1 192.0.2.2 1 2 3",
    "LINE_FIELDS, 'TCP4 192.0.2.1 192.0.2.2 1 2 '",
    "LINE_FIELDS, TCP4  192.0.2.1 192.0.2.2 1 2",
    "LINE_FIELDS, TCP4 192.0.2.1  192.0.2.2 1 2",
    "LINE_FIELDS, TCP4 192.0.2.1 192.0.2.2 1  2",
    "LINE_ADDRESS, TCP4 192.0.2.01 192.0.2.2 1 2",
    "LINE_ADDRESS, TCP4 192.0.2.1 192.0.2.002 1 2",
    "LINE_ADDRESS, TCP4 192.0.2.256 192.0.2.2 1 2",
    "LINE_ADDRESS, TCP4 192.0.2 192.0.2.2 1 2",
    "LINE_ADDRESS, TCP4 192.0.2.1.1 192.0.2.2 1 2",
    "LINE_ADDRESS, TCP4 192.0.2. 192.0.2.2 1 2",
    "LINE_ADDRESS, TCP4 .0.2.1 192.0.2.2 1 2",
    "LINE_ADDRESS, TCP4 3221225985 192.0.2.2 1 2",
    "LINE_ADDRESS, TCP4 0xc0.0.2.1 192.0.2.2 1 2",
    "LINE_ADDRESS, TCP4 2001:db8::1 2001:db8::2 1 2",
    "LINE_ADDRESS, TCP4 ::ffff:192.0.2.1 192.0.2.2 1 2",
    "LINE_ADDRESS, TCP4 localhost 192.0.2.2 1 2",
    "LINE_FAMILY, TCP4\t192.0.2.1 192.0.2.2 1 2 3 4",
    "LINE_ADDRESS, TCP6 192.0.2.1 192.0.2.2 1 2",
    "LINE_ADDRESS, TCP6 2001:db8::1 192.0.2.2 1 2",
    "LINE_ADDRESS, TCP6 fe80::1%eth0 fe80::2 1 2",
    "LINE_ADDRESS, TCP6 fe80::1%1 fe80::2 1 2",
    "LINE_ADDRESS, TCP6 [2001:db8::1] 2001:db8::2 1 2",
    "LINE_ADDRESS, TCP6 1::2::3 ::1 1 2",
    "LINE_ADDRESS, TCP6 ::: ::1 1 2",
    "LINE_ADDRESS, TCP6 : ::1 1 2",
    "LINE_ADDRESS, TCP6 1: ::1 1 2",
    "LINE_ADDRESS, TCP6 :1 ::1 1 2",
    "LINE_ADDRESS, TCP6 1:2:3:4:5:6:7 ::1 1 2",
    "LINE_ADDRESS, TCP6 1:2:3:4:5:6:7:8:9 ::1 1 2",
    "LINE_ADDRESS, TCP6 1:2:3:4::5:6:7:8 ::1 1 2",
    "LINE_ADDRESS, TCP6 1:2:3:4:5:6:7:8:: ::1 1 2",
    "LINE_ADDRESS, TCP6 1:2:3:4:5:6:7: ::1 1 2",
    "LINE_ADDRESS, TCP6 00001:: ::1 1 2",
    "LINE_ADDRESS, TCP6 g:: ::1 1 2",
    "LINE_ADDRESS, TCP6 ::ffff:192.0.2.01 ::1 1 2",
    "LINE_ADDRESS, TCP6 ::ffff:192.0.2 ::1 1 2",
    "LINE_ADDRESS, TCP6 ::192.0.2.1:1 ::1 1 2",
    "LINE_ADDRESS, TCP6 1:2:3:4:5:6:7:192.0.2.1 ::1 1 2",
    "LINE_ADDRESS, TCP6 1:2:3:4:5:192.0.2.1 ::1 1 2",
    "LINE_PORT, TCP4 192.0.2.1 192.0.2.2 65536 2",
    "LINE_PORT, TCP4 192.0.2.1 192.0.2.2 1 65536",
    "LINE_PORT, TCP4 192.0.2.1 192.0.2.2 01 2",
    "LINE_PORT, TCP4 192.0.2.1 192.0.2.2 1 00",
    "LINE_PORT, TCP4 192.0.2.1 192.0.2.2 -1 2",
    "LINE_PORT, TCP4 192.0.2.1 192.0.2.2 +1 2",
    "LINE_PORT, TCP4 192.0.2.1 192.0.2.2 4294967297 2",
    "LINE_PORT, TCP4 192.0.2.1 192.0.2.2 0x1 2",
    "LINE_PORT, TCP4 192.0.2.1 192.0.2.2 1 http",
  })
  void lineThatDeviatesIsInvalid(HeaderFault fault, String line) {
    assertThat(parse("PROXY " + line + "\r\n")).isEqualTo(invalid(fault));
  }

  @Test
  void lineEndsWithCrLfOnly() {
    assertThat(parse("PROXY TCP4 192.0.2.1 192.0.2.2 1 2\n"))
        .isEqualTo(invalid(HeaderFault.LINE_END));
    assertThat(parse("PROXY TCP4 192.0.2.1 192.0.2.2 1 2\rG"))
        .isEqualTo(invalid(HeaderFault.LINE_END));
    assertThat(parse("PROXY UNKNOWN a\nb\r\n")).isEqualTo(invalid(HeaderFault.LINE_END));
    assertThat(parse("PROXY UNKNOWN a\rb\r\n")).isEqualTo(invalid(HeaderFault.LINE_END));
    assertThat(parse("PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r")).isInstanceOf(NeedMore.class);
  }

  @Test
  void endlessLineIsInvalidAtTheLongestLength() {
    String start = "PROXY UNKNOWN ";
    String longest = start + "x".repeat(105 - start.length());
    assertThat(parse(longest + "\r\n")).isEqualTo(new Found(UNADDRESSED, 107));
    assertThat(parse(longest + "x\r\n")).isEqualTo(invalid(HeaderFault.LINE_TOO_LONG));
    assertThat(parse(longest + "x\r")).isEqualTo(invalid(HeaderFault.LINE_TOO_LONG));
    assertThat(parse(longest + "xx")).isEqualTo(invalid(HeaderFault.LINE_TOO_LONG));
    assertThat(parse(longest + "x")).isInstanceOf(NeedMore.class);
  }

  @Test
  void wordWithoutASpaceIsInvalidAtOnce() {
    assertThat(parse("PROXYT")).isEqualTo(invalid(HeaderFault.LINE_FIELDS));
    assertThat(parse("PROXY\r\n")).isEqualTo(invalid(HeaderFault.LINE_FIELDS));
    assertThat(parse("PROXY\t")).isEqualTo(invalid(HeaderFault.LINE_FIELDS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1\r\n", "PROPFIND / HTTP/1.1\r\n", "proxy TCP4", " PROXY"})
  void otherProtocolIsNoHeader(String text) {
    assertThat(parse(text)).isEqualTo(new Absent());
  }

  @Test
  void secondHeaderIsPayload() {
    String first = "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n";
    byte[] both = concat(text(first), text("PROXY TCP4 192.0.2.3 192.0.2.4 3 4\r\n"));
    assertThat(ParserContract.parse(Accept.ANY, both))
        .isInstanceOfSatisfying(
            Found.class, found -> assertThat(found.length()).isEqualTo(first.length()));
  }

  @Test
  void headerOfAVersionThatIsNotAcceptedIsInvalid() {
    assertThat(ParserContract.parse(Accept.V2, text("PROXY")))
        .isEqualTo(invalid(HeaderFault.VERSION_NOT_ACCEPTED));
    assertThat(ParserContract.parse(Accept.V2, text("PROX"))).isInstanceOf(NeedMore.class);
    assertThat(ParserContract.parse(Accept.OFF, text("PROXY UNKNOWN\r\n"))).isEqualTo(new Absent());
  }

  private static ParseResult parse(String text) {
    byte[] bytes = text(text);
    ParserContract.check(bytes);
    ParseResult result = ParserContract.parse(Accept.V1, bytes);
    assertThat(ParserContract.parse(Accept.ANY, bytes)).isEqualTo(result);
    return result;
  }

  private static ParseResult invalid(HeaderFault fault) {
    return new Invalid(fault);
  }
}
