package io.sluice.config.model;

/**
 * What of a client is hashed where a policy goes by hash.
 *
 * @param ipv4Prefix leading bits of an IPv4 address that count, 0 to 32
 * @param ipv6Prefix leading bits of an IPv6 address that count, 0 to 128
 */
public record HashKey(Source source, int ipv4Prefix, int ipv6Prefix) {
  /** The whole address. */
  public static final HashKey DEFAULT = new HashKey(Source.CLIENT_IP, 32, 128);

  /** Which parts of the client count. */
  public enum Source {
    /** The address: all connections of a client are one key. */
    CLIENT_IP("ClientIP"),
    /** Address and port: each connection is a key. */
    CLIENT_IP_AND_PORT("ClientIPAndPort");

    private final String label;

    Source(String label) {
      this.label = label;
    }

    /** The word in the configuration. */
    public String label() {
      return label;
    }
  }
}
