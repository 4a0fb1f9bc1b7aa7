package io.sluice.core.tcp;

import io.netty.buffer.ByteBuf;
import io.sluice.config.model.ProxyProtocol;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.proxyprotocol.HeaderParser;
import io.sluice.core.proxyprotocol.ParseResult;
import io.sluice.core.proxyprotocol.ProxyHeader;
import java.time.Duration;

/**
 * Reads the PROXY header that every client of a service port has to send. A client that is not
 * trusted to is refused before a byte of it is read: what it sent could only be a forgery, or
 * payload whose sender nobody vouches for.
 */
final class ProxyHeaderStage implements OpeningStage {
  private static final Verdict UNTRUSTED = new Verdict.Refused(CloseReason.PROXY_UNTRUSTED);
  private static final Verdict INVALID = new Verdict.Refused(CloseReason.PROXY_INVALID);

  private final ProxyProtocol settings;
  private final HeaderParser parser;
  private boolean hasBegun;

  ProxyHeaderStage(ProxyProtocol settings) {
    this.settings = settings;
    this.parser = new HeaderParser(settings.accept());
  }

  @Override
  public Verdict examine(ByteBuf received, Opening opening) {
    if (!opening.relay().snapshot().admission().isTrusted(opening.client())) {
      return UNTRUSTED;
    }
    hasBegun = received.isReadable();
    return switch (parser.parse(received)) {
      case ParseResult.NeedMore() -> NEED_MORE;
      case ParseResult.Absent(), ParseResult.Invalid(_) -> INVALID;
      case ParseResult.Found(ProxyHeader header, int length) -> {
        received.skipBytes(length);
        opening.relay().identity().onProxyHeader(header);
        yield PASSED;
      }
    };
  }

  @Override
  public Duration timeout() {
    return settings.headerTimeout();
  }

  @Override
  public CloseReason timeoutReason() {
    return CloseReason.PROXY_TIMEOUT;
  }

  /** Half a header is a fault; none at all is how others look whether the port is open. */
  @Override
  public CloseReason endReason() {
    return hasBegun ? CloseReason.PROXY_INVALID : CloseReason.CLIENT_LEFT;
  }

  @Override
  public int maxBytes() {
    return parser.maxLength();
  }
}
