package io.sluice.core.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.DuplexChannel;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.proxyprotocol.EndpointHeaders;
import io.sluice.core.proxyprotocol.HeaderOrigin;
import io.sluice.core.proxyprotocol.HeaderTransport;

/** What an endpoint is sent before the first byte of the client: a PROXY header, or nothing. */
final class EndpointGreeting {
  private EndpointGreeting() {}

  /**
   * Writes it; whoever calls flushes. What has no room in the socket then stays in the channel's
   * queue, in front of everything that is written later.
   */
  static void write(Relay relay, DuplexChannel endpoint) {
    EndpointHeaders headers = EndpointHeaders.of(relay.snapshot().traffic().proxyProtocol());
    if (headers == null) {
      return;
    }
    DuplexChannel client = relay.clientHalf().channel();
    HeaderOrigin origin =
        new HeaderOrigin(
            relay.identity().header(),
            ClientAddress.ofPeer(client),
            ClientAddress.ofPeer(client.localAddress()),
            HeaderTransport.STREAM,
            relay.identity().serverName());
    ByteBuf header = endpoint.alloc().buffer();
    int omitted = headers.write(origin, header);
    if (omitted > 0) {
      relay.counters().onTlvsOmitted(relay.loop().index(), omitted);
    }
    endpoint.write(header, endpoint.voidPromise());
  }
}
