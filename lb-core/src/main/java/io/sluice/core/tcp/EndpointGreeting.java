package io.sluice.core.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.sluice.core.proxyprotocol.EndpointHeaders;
import io.sluice.core.proxyprotocol.HeaderOrigin;
import io.sluice.core.proxyprotocol.HeaderTransport;

/** What an endpoint is sent before the first byte of the client: a PROXY header, or nothing. */
final class EndpointGreeting {
  private EndpointGreeting() {}

  /**
   * Writes it; whoever calls flushes. What has no room in the socket then stays in the half's
   * queue, in front of everything that is written later.
   */
  static void write(Relay relay, RelayHalf endpoint) {
    EndpointHeaders headers = EndpointHeaders.of(relay.snapshot().traffic().proxyProtocol());
    if (headers == null) {
      return;
    }
    RelayHalf client = relay.clientHalf();
    HeaderOrigin origin =
        new HeaderOrigin(
            relay.identity().header(),
            client.remoteAddress(),
            client.localAddress(),
            HeaderTransport.STREAM,
            relay.identity().serverName());
    ByteBuf header = ByteBufAllocator.DEFAULT.directBuffer();
    int omitted = headers.write(origin, header);
    if (omitted > 0) {
      relay.counters().onTlvsOmitted(relay.loop().index(), omitted);
    }
    endpoint.write(header);
  }
}
