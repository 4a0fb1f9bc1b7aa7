package io.sluice.core.net;

import io.netty.channel.ChannelException;
import io.sluice.core.net.linux.Errno;
import java.io.IOException;
import java.util.Locale;

/** The kernel does not take a socket option. */
public final class SocketOptionException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What the kernel has against it. */
  public enum Reason {
    /** EPERM: a capability is missing. */
    NOT_PERMITTED,
    /** ENODEV: there is no such network interface. */
    NO_DEVICE,
    /** EINVAL: not with this value, or not now. */
    INVALID,
    /** Something else; the message has it. */
    OTHER
  }

  private final String key;
  private final String value;
  private final Reason reason;

  SocketOptionException(String key, String value, ChannelException cause) {
    super(key + " " + value + ": " + cause.getMessage(), cause);
    this.key = key;
    this.value = value;
    this.reason = reasonOf(cause);
  }

  SocketOptionException(String key, String value, int errorNumber) {
    super(key + " " + value + ": " + Errno.text(errorNumber));
    this.key = key;
    this.value = value;
    this.reason =
        switch (errorNumber) {
          case Errno.EPERM, Errno.EACCES -> Reason.NOT_PERMITTED;
          case Errno.ENODEV -> Reason.NO_DEVICE;
          case Errno.EINVAL -> Reason.INVALID;
          default -> Reason.OTHER;
        };
  }

  /** The last part of the configuration's key, such as {@code device}. */
  public String key() {
    return key;
  }

  /** What was to be set. */
  public String value() {
    return value;
  }

  /** What the kernel has against it. */
  public Reason reason() {
    return reason;
  }

  /** Netty's native code passes on strerror(3)'s text and not the number. */
  private static Reason reasonOf(ChannelException cause) {
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("not permitted")) {
      return Reason.NOT_PERMITTED;
    }
    if (message.contains("no such device")) {
      return Reason.NO_DEVICE;
    }
    return message.contains("invalid argument") ? Reason.INVALID : Reason.OTHER;
  }
}
