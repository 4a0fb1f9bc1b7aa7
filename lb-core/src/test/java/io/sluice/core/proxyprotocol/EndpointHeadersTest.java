package io.sluice.core.proxyprotocol;

import static io.sluice.core.proxyprotocol.RawHeader.address;
import static io.sluice.core.proxyprotocol.RawHeader.text;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.sluice.config.model.ProxyProtocol;
import io.sluice.config.model.ProxyProtocol.Accept;
import io.sluice.config.model.ProxyProtocol.Send;
import io.sluice.config.model.ProxyProtocol.Tlv;
import io.sluice.core.net.ClientAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whom the header for an endpoint names. F103. */
class EndpointHeadersTest {
  private static final ClientAddress CLIENT = address("192.0.2.1", 1000);
  private static final ClientAddress FIRST_VIP = address("2001:db8::80", 443);
  private static final ClientAddress PEER = address("10.0.0.1", 2000);
  private static final ClientAddress LOCAL = address("10.0.0.2", 80);

  @Test
  void nothingIsSentUnlessAskedFor() {
    assertThat(EndpointHeaders.of(ProxyProtocol.OFF)).isNull();
    assertThat(EndpointHeaders.ofDatagrams(sending(Send.V1))).isNull();
  }

  @Test
  void clientWithoutAHeaderIsThePeer() {
    assertThat(made(Send.V2, null)).isEqualTo(forwarded(PEER, LOCAL, Tlvs.NONE));
    assertThat(line(origin(null))).isEqualTo("PROXY TCP4 10.0.0.1 10.0.0.2 2000 80\r\n");
  }

  @Test
  void receivedAddressesArePassedOn() {
    ProxyHeader received = forwarded(CLIENT, FIRST_VIP, Tlvs.NONE);
    assertThat(made(Send.V2, received)).isEqualTo(received);
    assertThat(line(origin(received)))
        .isEqualTo("PROXY TCP6 ::ffff:c000:201 2001:db8::80 1000 443\r\n");
  }

  /** CVE-2024-23327. */
  @Test
  void localStaysLocalWhereThereIsAWordForIt() {
    ProxyHeader local = new ProxyHeader.Local();
    assertThat(made(Send.V2, local)).isEqualTo(local);
    assertThat(line(origin(local))).isEqualTo("PROXY TCP4 10.0.0.1 10.0.0.2 2000 80\r\n");
  }

  @Test
  void clientThatCannotBeToldIsThePeer() {
    Tlvs tlvs = Tlvs.builder().add(TlvType.UNIQUE_ID, text("1")).build();
    assertThat(made(Send.V2, new ProxyHeader.Unaddressed(tlvs)))
        .isEqualTo(forwarded(PEER, LOCAL, tlvs));
  }

  @Test
  void peerWithoutAnAddressIsUnknown() {
    HeaderOrigin unix =
        new HeaderOrigin(
            null, ClientAddress.NONE, ClientAddress.NONE, HeaderTransport.STREAM, null);
    assertThat(headers(sending(Send.V2)).headerOf(unix))
        .isEqualTo(new ProxyHeader.Unaddressed(Tlvs.NONE));
    assertThat(line(unix)).isEqualTo("PROXY UNKNOWN\r\n");
  }

  @Test
  void ownTlvsStandInFrontOfReceivedOnesAndReplaceThem() {
    Tlvs received =
        Tlvs.builder().add(TlvType.UNIQUE_ID, text("1")).add(0xE0, text("forged")).build();
    Tlvs expected =
        Tlvs.builder().add(0xE0, text("default/web")).add(TlvType.UNIQUE_ID, text("1")).build();
    ProxyProtocol settings = settings(Send.V2, true, List.of(new Tlv(0xE0, "default/web")));
    assertThat(made(settings, forwarded(CLIENT, FIRST_VIP, received)).tlvs()).isEqualTo(expected);
  }

  @Test
  void receivedTlvsStayHereIfSoConfigured() {
    Tlvs received = Tlvs.builder().add(TlvType.UNIQUE_ID, text("1")).build();
    assertThat(
            made(settings(Send.V2, false, List.of()), forwarded(CLIENT, FIRST_VIP, received))
                .tlvs())
        .isEqualTo(Tlvs.NONE);
  }

  @Test
  void nameOfTheClientHelloIsAddedUnlessOneWasReceived() {
    EndpointHeaders headers = headers(sending(Send.V2));
    Tlvs seen = Tlvs.builder().add(TlvType.AUTHORITY, text("a.example")).build();
    assertThat(headers.headerOf(named(null, "a.example")).tlvs()).isEqualTo(seen);
    assertThat(headers.headerOf(named(forwarded(CLIENT, PEER, seen), "b.example")).tlvs())
        .isEqualTo(seen);
  }

  @Test
  void datagramIsLedByVersion2() {
    HeaderOrigin origin = new HeaderOrigin(null, PEER, LOCAL, HeaderTransport.DATAGRAM, null);
    EndpointHeaders headers = requireNonNull(EndpointHeaders.ofDatagrams(sending(Send.V2)));
    ByteBuf out = Unpooled.buffer();
    assertThat(headers.writeDatagram(origin, 100, out)).isZero();
    assertThat(DatagramHeader.parse(out.writeZero(100)))
        .isEqualTo(
            new ParseResult.Found(
                new ProxyHeader.Forwarded(PEER, LOCAL, HeaderTransport.DATAGRAM, Tlvs.NONE), 28));
  }

  private static HeaderOrigin origin(@Nullable ProxyHeader received) {
    return new HeaderOrigin(received, PEER, LOCAL, HeaderTransport.STREAM, null);
  }

  private static HeaderOrigin named(@Nullable ProxyHeader received, String serverName) {
    return new HeaderOrigin(received, PEER, LOCAL, HeaderTransport.STREAM, serverName);
  }

  private static ProxyHeader made(Send send, @Nullable ProxyHeader received) {
    return made(sending(send), received);
  }

  private static ProxyHeader made(ProxyProtocol settings, @Nullable ProxyHeader received) {
    return headers(settings).headerOf(origin(received));
  }

  private static EndpointHeaders headers(ProxyProtocol settings) {
    return requireNonNull(EndpointHeaders.of(settings));
  }

  private static String line(HeaderOrigin origin) {
    ByteBuf out = Unpooled.buffer();
    assertThat(headers(sending(Send.V1)).write(origin, out)).isZero();
    return out.toString(StandardCharsets.US_ASCII);
  }

  private static ProxyHeader forwarded(ClientAddress source, ClientAddress destination, Tlvs tlvs) {
    return new ProxyHeader.Forwarded(source, destination, HeaderTransport.STREAM, tlvs);
  }

  private static ProxyProtocol sending(Send send) {
    return settings(send, true, List.of());
  }

  private static ProxyProtocol settings(Send send, boolean passTlvs, List<Tlv> tlvs) {
    return new ProxyProtocol(
        Accept.OFF, List.of(), Duration.ofSeconds(5), send, passTlvs, tlvs, false);
  }
}
