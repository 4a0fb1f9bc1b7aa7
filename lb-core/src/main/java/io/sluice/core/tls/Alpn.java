package io.sluice.core.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.List;

/** Protocols within TLS (RFC 7301). */
final class Alpn {
  private Alpn() {}

  /** A client that offers none of ours is told so and refused, as RFC 7301, 3.2 has it. */
  static void offer(SslContextBuilder server, List<String> protocols) {
    configure(server, protocols, SelectorFailureBehavior.FATAL_ALERT);
  }

  /** An endpoint that chooses none is taken as it is. */
  static void ask(SslContextBuilder client, List<String> protocols) {
    configure(client, protocols, SelectorFailureBehavior.NO_ADVERTISE);
  }

  private static void configure(
      SslContextBuilder builder, List<String> protocols, SelectorFailureBehavior noneInCommon) {
    if (!protocols.isEmpty()) {
      builder.applicationProtocolConfig(
          new ApplicationProtocolConfig(
              Protocol.ALPN, noneInCommon, SelectedListenerFailureBehavior.ACCEPT, protocols));
    }
  }
}
