package io.sluice.config.model;

import java.time.Duration;

/** Whether a client keeps its endpoint from one connection to the next. */
public sealed interface SessionAffinity {
  /** Every connection is balanced anew. */
  record None() implements SessionAffinity {}

  /**
   * A client address keeps its endpoint.
   *
   * @param timeout how long after its last new connection, 1 s to 86 400 s
   * @param ipv4Prefix leading bits of an IPv4 address that make a client, 1 to 32
   * @param ipv6Prefix leading bits of an IPv6 address that make a client, 1 to 128
   * @param maxEntries clients remembered at once; the longest idle are forgotten first
   */
  record ClientIp(Duration timeout, Scope scope, int ipv4Prefix, int ipv6Prefix, int maxEntries)
      implements SessionAffinity {
    /** Kubernetes' default: three hours. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(3);

    /** Clients remembered where the configuration says nothing. */
    public static final int DEFAULT_MAX_ENTRIES = 65_536;

    /** As Kubernetes has it: single addresses, each service port for itself. */
    public ClientIp(Duration timeout) {
      this(timeout, Scope.PORT, 32, 128, DEFAULT_MAX_ENTRIES);
    }
  }

  /** What a client keeps its endpoint for. */
  enum Scope {
    /** Each service port for itself, as Kubernetes has it. */
    PORT("Port"),
    /** All ports of the service lead to the same endpoint address. */
    SERVICE("Service");

    private final String label;

    Scope(String label) {
      this.label = label;
    }

    /** The word in the configuration. */
    public String label() {
      return label;
    }
  }
}
