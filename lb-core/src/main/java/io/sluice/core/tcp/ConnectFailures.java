package io.sluice.core.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.unix.Errors;
import io.netty.channel.uring.IoUringSocketChannel;
import io.sluice.core.metrics.ConnectFailure;
import io.sluice.core.net.linux.TcpSockets;
import java.io.FileNotFoundException;
import java.net.BindException;
import java.net.NoRouteToHostException;
import org.jspecify.annotations.Nullable;

/** Tells the reason of a failed attempt to connect from what the transport threw. */
final class ConnectFailures {
  // Linux error numbers (asm-generic/errno.h), negative as Netty reports them.
  private static final int ENOENT = -2;
  private static final int EAGAIN = -11;
  private static final int ENFILE = -23;
  private static final int EMFILE = -24;
  private static final int EADDRINUSE = -98;
  private static final int EADDRNOTAVAIL = -99;
  private static final int ENETUNREACH = -101;
  private static final int ETIMEDOUT = -110;
  private static final int ECONNREFUSED = -111;
  private static final int EHOSTUNREACH = -113;
  private static final int EACCES = -13;
  private static final int EPERM = -1;

  private ConnectFailures() {}

  /**
   * The failure that a connected channel hides, or null when it is connected indeed. Netty's
   * io_uring channel (4.2.18) takes an ICMP error, as of a firewall that rejects, for success.
   */
  static @Nullable ConnectFailure hiddenIn(Channel channel) {
    if (!(channel instanceof IoUringSocketChannel uring)) {
      return null;
    }
    int error = TcpSockets.takeError(uring.fd().intValue());
    return error == 0 ? null : byNumber(-error);
  }

  static ConnectFailure classify(@Nullable Throwable cause) {
    return switch (cause) {
      case ConnectTimeoutException _ -> ConnectFailure.TIMEOUT;
      case NoRouteToHostException _ -> ConnectFailure.UNREACHABLE;
      case BindException _ -> ConnectFailure.LOCAL;
      // There is no such unix socket, so nobody accepts.
      case FileNotFoundException _ -> ConnectFailure.REFUSED;
      case Errors.NativeIoException e -> byNumber(e.expectedErr());
      case null -> ConnectFailure.OTHER;
      default -> byText(String.valueOf(cause.getMessage()));
    };
  }

  /** What a negative error number of connect(2), or of the socket it was for, says. */
  static ConnectFailure byNumber(int number) {
    return switch (number) {
      // There is no such unix socket, or its queue is full and lets nobody wait (connect(2)).
      case ECONNREFUSED, ENOENT, EAGAIN -> ConnectFailure.REFUSED;
      case ETIMEDOUT -> ConnectFailure.TIMEOUT;
      case ENETUNREACH, EHOSTUNREACH, EACCES, EPERM -> ConnectFailure.UNREACHABLE;
      case EADDRINUSE, EADDRNOTAVAIL, EMFILE, ENFILE -> ConnectFailure.LOCAL;
      default -> ConnectFailure.OTHER;
    };
  }

  /** The JDK, and Netty for a refused connection, tell only by strerror's text. */
  private static ConnectFailure byText(String message) {
    if (message.contains("refused") || message.contains("temporarily unavailable")) {
      return ConnectFailure.REFUSED;
    }
    if (message.contains("timed out")) {
      return ConnectFailure.TIMEOUT;
    }
    if (message.contains("unreachable") || message.contains("ermission denied")) {
      return ConnectFailure.UNREACHABLE;
    }
    if (message.contains("Too many open files") || message.contains("Cannot assign")) {
      return ConnectFailure.LOCAL;
    }
    return ConnectFailure.OTHER;
  }
}
