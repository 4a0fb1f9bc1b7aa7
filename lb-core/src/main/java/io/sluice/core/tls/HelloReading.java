package io.sluice.core.tls;

/** How far the reading of a ClientHello has come. */
public sealed interface HelloReading {
  /** Nothing wrong so far; more bytes are needed. */
  record NeedMore() implements HelloReading {}

  /** It is complete and in order. */
  record Complete(ClientHello hello) implements HelloReading {}

  /**
   * This is not TLS.
   *
   * @param reason what was found instead
   */
  record NotTls(String reason) implements HelloReading {}

  /**
   * This is TLS, but not a ClientHello that is served.
   *
   * @param reason the rule that it breaks
   */
  record Invalid(String reason) implements HelloReading {}
}
