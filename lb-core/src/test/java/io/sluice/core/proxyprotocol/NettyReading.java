package io.sluice.core.proxyprotocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.AddressFamily;
import io.sluice.core.net.ClientAddress;
import org.jspecify.annotations.Nullable;

/** What Netty's codec makes of first bytes, said as our own results are. */
sealed interface NettyReading {
  record NeedMore() implements NettyReading {}

  record Refused() implements NettyReading {}

  /** A header of that length; without addresses those of the connection count. */
  record Found(int length, @Nullable ClientAddress source, @Nullable ClientAddress destination)
      implements NettyReading {}

  static NettyReading of(byte[] input) {
    EmbeddedChannel channel = new EmbeddedChannel(new HAProxyMessageDecoder());
    try {
      channel.writeInbound(Unpooled.wrappedBuffer(input));
      HAProxyMessage message = channel.readInbound();
      if (message == null) {
        return new NeedMore();
      }
      try {
        return found(message, input.length - payload(channel));
      } finally {
        message.release();
      }
    } catch (DecoderException e) {
      return new Refused();
    } finally {
      try {
        channel.finishAndReleaseAll();
      } catch (DecoderException e) {
        // Closing lets the decoder look once more at what it has refused already.
      }
    }
  }

  private static int payload(EmbeddedChannel channel) {
    int length = 0;
    for (ByteBuf rest = channel.readInbound(); rest != null; rest = channel.readInbound()) {
      length += rest.readableBytes();
      rest.release();
    }
    return length;
  }

  private static NettyReading found(HAProxyMessage message, int length) {
    AddressFamily family = message.proxiedProtocol().addressFamily();
    if (family != AddressFamily.AF_IPv4 && family != AddressFamily.AF_IPv6) {
      return new Found(length, null, null);
    }
    return new Found(
        length,
        address(message.sourceAddress(), message.sourcePort()),
        address(message.destinationAddress(), message.destinationPort()));
  }

  private static ClientAddress address(String ip, int port) {
    // Netty takes text that is not canonical; what it means by it is what the JDK does.
    java.net.InetSocketAddress address = new java.net.InetSocketAddress(ip, port);
    if (address.isUnresolved()) {
      return ClientAddress.NONE; // such as ::ffff:c00%0:202, which Netty lets through
    }
    return ClientAddress.of(address);
  }
}
