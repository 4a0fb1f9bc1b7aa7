package io.sluice.core.listener;

import io.sluice.config.model.Protocol;
import io.sluice.core.net.SocketOptionException;
import java.nio.file.AccessDeniedException;
import java.util.Locale;

/** Says in an operator's words why a socket could not be had, and what would help. */
public final class BindFailure {
  private BindFailure() {}

  /** Why an address could not be bound; one clause, without the address. */
  public static String explain(Throwable cause, ListenerAddress address) {
    if (cause instanceof SocketOptionException option) {
      return explain(option);
    }
    return switch (address) {
      case ListenerAddress.Vip vip -> explain(cause, vip);
      case ListenerAddress.UnixSocket _ -> explainUnix(cause);
    };
  }

  private static String explainUnix(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof AccessDeniedException) {
      return "this user may not create files in the folder";
    }
    return message.contains("already in use")
        ? "another process listens there (ss -lxp shows which)"
        : message;
  }

  private static String explain(Throwable cause, ListenerAddress.Vip address) {
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("already in use")) {
      return "the address is already in use by another process (ss -l"
          + (address.protocol() == Protocol.UDP ? "u" : "t")
          + "np shows which)";
    }
    if (message.contains("cannot assign")) {
      return "this machine has no address "
          + address.vip()
          + "; add it to an interface (ip addr add "
          + address.vip()
          + " dev lo), choose one that ip addr shows, or set listening.freebind";
    }
    if (message.contains("permission denied")) {
      return "ports below 1024 need the capability CAP_NET_BIND_SERVICE"
          + " (or sysctl net.ipv4.ip_unprivileged_port_start)";
    }
    if (message.contains("too many open files")) {
      return "the limit of open files is reached (ulimit -n)";
    }
    return String.valueOf(cause.getMessage());
  }

  /** Why the kernel does not take a socket option; one clause. */
  public static String explain(SocketOptionException cause) {
    String option = cause.key();
    return switch (cause.reason()) {
      case NOT_PERMITTED -> option + " needs the capability " + capabilityFor(option);
      case NO_DEVICE ->
          "this machine has no network interface "
              + cause.value()
              + "; choose one that ip link"
              + " shows";
      case INVALID -> "the kernel does not take " + option + " " + cause.value();
      case OTHER -> String.valueOf(cause.getMessage());
    };
  }

  private static String capabilityFor(String option) {
    // A socket that is not tied to any device may be tied to one by everybody; to another one not.
    return option.equals("device") ? "CAP_NET_RAW to be changed while it listens" : "CAP_NET_ADMIN";
  }
}
