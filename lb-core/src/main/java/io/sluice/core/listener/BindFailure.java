package io.sluice.core.listener;

import io.sluice.config.model.Protocol;
import java.util.Locale;

/** Says in an operator's words why an address could not be bound, and what would help. */
public final class BindFailure {
  private BindFailure() {}

  /** One clause, without the address. */
  public static String explain(Throwable cause, ListenerAddress address) {
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
          + " dev lo) or choose one that ip addr shows";
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
}
