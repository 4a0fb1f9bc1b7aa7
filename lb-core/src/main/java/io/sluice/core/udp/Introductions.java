package io.sluice.core.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.sluice.core.metrics.UdpDrop;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.net.DatagramBatch;
import io.sluice.core.net.Datagrams;
import io.sluice.core.proxyprotocol.DatagramHeader;
import io.sluice.core.proxyprotocol.EndpointHeaders;
import io.sluice.core.proxyprotocol.HeaderOrigin;
import io.sluice.core.proxyprotocol.HeaderParser;
import io.sluice.core.proxyprotocol.HeaderTransport;
import io.sluice.core.proxyprotocol.ParseResult;
import org.jspecify.annotations.Nullable;

/** The PROXY headers of datagrams: read from clients, written for endpoints. One event loop. */
final class Introductions {
  /*
   * A client introduces a flow with the header in front of its first datagram. Some send it with
   * every datagram: each is taken off, and one that names another client begins another session.
   * What comes without is of the client that was named last.
   *
   * A datagram that an endpoint is introduced with is put together in a batch of its own, which is
   * there once it is needed; every other one is sent from where it was received.
   */
  private final Datagrams datagrams;
  private final ByteBuf header = Unpooled.buffer(HeaderParser.DEFAULT_MAX_LENGTH);
  private @Nullable DatagramBatch batch;

  Introductions(Datagrams datagrams) {
    this.datagrams = datagrams;
  }

  /**
   * Takes the header, if there is one, off a datagram and tells the flow of it. Why the datagram is
   * to be dropped instead, or null.
   */
  @Nullable UdpDrop read(ServiceView view, FlowKey flow, ByteBuf datagram) {
    if (!view.isTrusted(flow)) {
      return UdpDrop.PROXY_UNTRUSTED;
    }
    return switch (DatagramHeader.parse(datagram)) {
      case ParseResult.Found found -> {
        flow.introduce(found.header());
        datagram.skipBytes(found.length());
        yield null;
      }
      case ParseResult.Absent _ -> null;
      case ParseResult.Invalid _, ParseResult.NeedMore _ -> UdpDrop.PROXY_INVALID;
    };
  }

  /**
   * A batch with one message: the payload, behind the session's header as long as the endpoint has
   * not had that; null if there is no room for both in a datagram.
   *
   * @param loop where TLVs are counted that had no room
   */
  @Nullable DatagramBatch compose(
      EndpointSession session, ServiceView view, ByteBuf payload, int loop) {
    header.clear();
    EndpointHeaders headers = view.headers();
    UdpListeningSocket listening = session.listening;
    if (!session.isGreeted && headers != null && listening != null) {
      int length = payload.readableBytes();
      if (!DatagramHeader.fits(length)) {
        return null;
      }
      FlowKey flow = session.flow();
      ClientAddress peer =
          new ClientAddress(flow.clientHigh(), flow.clientLow(), flow.clientPort());
      HeaderOrigin origin =
          new HeaderOrigin(
              flow.header(), peer, listening.localOf(flow), HeaderTransport.DATAGRAM, null);
      int omitted = headers.writeDatagram(origin, length, header);
      if (omitted > 0) {
        view.entry().counters().onTlvsOmitted(loop, omitted);
      }
    }
    DatagramBatch composed = batch;
    if (composed == null) {
      composed = datagrams.newBatch();
      batch = composed;
    }
    composed.clear();
    composed.add(header, payload);
    return composed;
  }
}
