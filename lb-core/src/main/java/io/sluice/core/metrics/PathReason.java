package io.sluice.core.metrics;

/** Why the bytes of a relay's direction take the path that they take. */
public enum PathReason {
  /** Nothing has been relayed yet, or nothing since there was something to choose by. */
  UNDECIDED("undecided"),
  /** The direction is over. */
  ENDED("ended"),
  /** Copied by a channel, as one side speaks TLS with this process. */
  TLS("tls"),
  /** Copied by a channel, as the transport has nothing else. */
  TRANSPORT("transport"),
  /** Copied, as {@code zeroCopy} is {@code Off}. */
  ZERO_COPY_OFF("zero_copy_off"),
  /** Copied, as it brings little at once: messages, not a stream. */
  MESSAGES("messages"),
  /** Copied, though it carries a stream, as there was no pipe for it. */
  NO_PIPE("no_pipe"),
  /** Copied, as the kernel does not splice between these sockets. */
  NOT_SUPPORTED("not_supported"),
  /** Spliced, as it carries a stream. */
  STREAM("stream"),
  /** Spliced, as {@code zeroCopy} is {@code Always}. */
  ZERO_COPY_ALWAYS("zero_copy_always");

  private final String label;

  PathReason(String label) {
    this.label = label;
  }

  /** The word in the answers of the admin HTTP. */
  public String label() {
    return label;
  }
}
