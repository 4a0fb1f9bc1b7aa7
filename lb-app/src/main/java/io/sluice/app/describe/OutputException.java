package io.sluice.app.describe;

/**
 * An output format, a template or a selector that cannot be used. The message is kubectl's, to be
 * shown after {@code error: }.
 */
public final class OutputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OutputException(String message) {
    super(message);
  }
}
