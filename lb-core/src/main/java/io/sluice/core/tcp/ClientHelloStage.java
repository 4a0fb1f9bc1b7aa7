package io.sluice.core.tcp;

import io.netty.buffer.ByteBuf;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.service.ServiceEntry;
import io.sluice.core.service.ServiceTls;
import io.sluice.core.tls.Alert;
import io.sluice.core.tls.ClientHello;
import io.sluice.core.tls.ClientHelloReader;
import io.sluice.core.tls.HelloReading;

/**
 * Reads a client's ClientHello without consuming it, lets the service take over to which its route
 * leads, and sees to it that TLS is answered where that service does so.
 *
 * <p>What is not understood leads nowhere, also where there is a route for every name.
 */
final class ClientHelloStage implements OpeningStage {
  private static final Verdict NOT_TLS = new Verdict.Refused(CloseReason.CLIENT_HELLO_INVALID);
  private static final Verdict INVALID =
      new Verdict.Answered(CloseReason.CLIENT_HELLO_INVALID, Alert.DECODE_ERROR.record());
  private static final Verdict NO_ROUTE =
      new Verdict.Answered(CloseReason.NO_ROUTE, Alert.UNRECOGNIZED_NAME.record());

  private final ClientHelloReader reader = new ClientHelloReader();
  private boolean hasBegun;

  @Override
  public Verdict examine(ByteBuf received, Opening opening) {
    hasBegun = received.isReadable();
    return switch (reader.read(received)) {
      case HelloReading.NeedMore() -> NEED_MORE;
      case HelloReading.NotTls _ -> NOT_TLS;
      case HelloReading.Invalid _ -> INVALID;
      case HelloReading.Complete(ClientHello hello) -> route(hello, opening);
    };
  }

  private static Verdict route(ClientHello hello, Opening opening) {
    Relay relay = opening.relay();
    relay.identity().onServerName(hello.serverName());
    ServiceTls tls = relay.snapshot().tls();
    if (!tls.routes().isEmpty()) {
      ServiceEntry target = tls.routes().find(hello);
      if (target == null) {
        return NO_ROUTE;
      }
      relay.routeTo(target);
      tls = relay.snapshot().tls();
    }
    if (tls.termination() != null) {
      opening.goOnWith(new HandshakeStage(tls.termination(), hello));
    }
    return PASSED;
  }

  @Override
  public CloseReason timeoutReason() {
    return CloseReason.CLIENT_HELLO_TIMEOUT;
  }

  /** Half a hello is a fault; none at all is how others look whether the port is open. */
  @Override
  public CloseReason endReason() {
    return hasBegun ? CloseReason.CLIENT_HELLO_INVALID : CloseReason.CLIENT_LEFT;
  }

  @Override
  public int maxBytes() {
    return ClientHelloReader.MAX_BYTES;
  }
}
