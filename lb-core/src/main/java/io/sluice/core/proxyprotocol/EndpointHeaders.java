package io.sluice.core.proxyprotocol;

import io.netty.buffer.ByteBuf;
import io.sluice.config.model.ProxyProtocol;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the headers that the endpoints of a service port are sent. Immutable. */
public final class EndpointHeaders {
  private final HeaderVersion version;
  private final HeaderChecksum checksum;
  private final boolean passTlvs;
  private final List<ProxyProtocol.Tlv> own;

  private EndpointHeaders(ProxyProtocol settings, HeaderVersion version) {
    this.version = version;
    this.checksum = settings.checksum() ? HeaderChecksum.CRC32C : HeaderChecksum.NONE;
    this.passTlvs = settings.passTlvs();
    this.own = settings.tlvs();
  }

  /** As the settings say, or null when endpoints are sent no header. */
  public static @Nullable EndpointHeaders of(ProxyProtocol settings) {
    return switch (settings.send()) {
      case OFF -> null;
      case V1 -> new EndpointHeaders(settings, HeaderVersion.V1);
      case V2 -> new EndpointHeaders(settings, HeaderVersion.V2);
    };
  }

  /** The same for datagrams, which only version 2 has words for. */
  public static @Nullable EndpointHeaders ofDatagrams(ProxyProtocol settings) {
    return settings.send() == ProxyProtocol.Send.V2
        ? new EndpointHeaders(settings, HeaderVersion.V2)
        : null;
  }

  /** Appends the header and answers how many TLVs had no room in it. */
  public int write(HeaderOrigin origin, ByteBuf out) {
    return new HeaderWriter(version, checksum).write(headerOf(origin), out);
  }

  /**
   * Appends the header in front of a datagram's payload; see {@link DatagramHeader#write}.
   *
   * @param payloadLength of a payload that {@linkplain DatagramHeader#fits fits}
   */
  public int writeDatagram(HeaderOrigin origin, int payloadLength, ByteBuf out) {
    return DatagramHeader.write(headerOf(origin), checksum, payloadLength, out);
  }

  /*
   * Whom the header names: whoever a received header names; otherwise the peer, also when it is a
   * proxy that speaks for nobody. Version 2 says the latter as LOCAL. Version 1 cannot, and the
   * specification (2.1) asks there for the addresses of the connection.
   */
  ProxyHeader headerOf(HeaderOrigin origin) {
    ProxyHeader received = origin.received();
    return switch (received) {
      case ProxyHeader.Forwarded told ->
          new ProxyHeader.Forwarded(
              told.source(), told.destination(), told.transport(), tlvs(origin, told.tlvs()));
      case ProxyHeader.Local local when version == HeaderVersion.V2 -> local;
      case ProxyHeader.Local _, ProxyHeader.Unaddressed _ -> ofPeer(origin);
      case null -> ofPeer(origin);
    };
  }

  private ProxyHeader ofPeer(HeaderOrigin origin) {
    ProxyHeader received = origin.received();
    Tlvs tlvs = tlvs(origin, received == null ? Tlvs.NONE : received.tlvs());
    return origin.peer().isKnown()
        ? new ProxyHeader.Forwarded(origin.peer(), origin.local(), origin.transport(), tlvs)
        : new ProxyHeader.Unaddressed(tlvs);
  }

  /*
   * Ours first: they find room before received ones do. A received TLV of a type that is configured
   * here is left out, so that endpoints know whose word it is. The name that the client asked for
   * is another matter: who stands in front may have seen it where TLS ended.
   */
  private Tlvs tlvs(HeaderOrigin origin, Tlvs received) {
    if (version == HeaderVersion.V1) {
      return Tlvs.NONE;
    }
    Tlvs passed = passTlvs ? received : Tlvs.NONE;
    Tlvs.Builder tlvs = Tlvs.builder();
    for (ProxyProtocol.Tlv tlv : own) {
      tlvs.add(tlv.type(), tlv.value().getBytes(StandardCharsets.UTF_8));
    }
    String serverName = origin.serverName();
    if (serverName != null && !isOwn(TlvType.AUTHORITY) && !passed.contains(TlvType.AUTHORITY)) {
      tlvs.add(TlvType.AUTHORITY, serverName.getBytes(StandardCharsets.US_ASCII));
    }
    return tlvs.addAll(passed.without(this::isOwn)).build();
  }

  private boolean isOwn(int type) {
    for (ProxyProtocol.Tlv tlv : own) {
      if (tlv.type() == type) {
        return true;
      }
    }
    return false;
  }
}
