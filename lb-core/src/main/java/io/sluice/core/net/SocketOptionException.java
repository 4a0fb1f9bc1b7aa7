package io.sluice.core.net;

import java.io.IOException;

/** The kernel does not take a socket option. */
public final class SocketOptionException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final String value;
  private final int errorNumber;

  SocketOptionException(String key, String value, int errorNumber, Throwable cause) {
    super(key + " " + value + ": " + cause.getMessage(), cause);
    this.key = key;
    this.value = value;
    this.errorNumber = errorNumber;
  }

  /** The last part of the configuration's key, such as {@code device}. */
  public String key() {
    return key;
  }

  /** What was to be set. */
  public String value() {
    return value;
  }

  /** The kernel's reason (asm-generic/errno.h), positive; 0 when it is not known. */
  public int errorNumber() {
    return errorNumber;
  }
}
