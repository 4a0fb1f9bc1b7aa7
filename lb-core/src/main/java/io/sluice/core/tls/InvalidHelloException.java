package io.sluice.core.tls;

/** A ClientHello breaks a rule; never leaves this package. Has no stack trace: it is no bug. */
final class InvalidHelloException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String rule;

  InvalidHelloException(String rule) {
    super(rule, null, false, false);
    this.rule = rule;
  }

  /** The rule. */
  String rule() {
    return rule;
  }
}
