package io.sluice.core.tls;

/** A certificate or key file cannot be used. The message names the file, never what is in it. */
public final class TlsFileException extends Exception {
  private static final long serialVersionUID = 1L;

  TlsFileException(String message) {
    super(message);
  }
}
