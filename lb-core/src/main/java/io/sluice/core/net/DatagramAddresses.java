package io.sluice.core.net;

/**
 * Client and local address of each message of a batch, as numbers. An address is two longs in
 * network order, an IPv4 address the one that maps it into IPv6 (RFC 4291, 2.5.5.2). One event
 * loop.
 */
public final class DatagramAddresses {
  private final long[] clientHighs;
  private final long[] clientLows;
  private final int[] clientPorts;
  private final int[] clientScopes;
  private final long[] localHighs;
  private final long[] localLows;

  /** Addresses of so many messages, all unknown. */
  public DatagramAddresses(int capacity) {
    clientHighs = new long[capacity];
    clientLows = new long[capacity];
    clientPorts = new int[capacity];
    clientScopes = new int[capacity];
    localHighs = new long[capacity];
    localLows = new long[capacity];
  }

  /** Messages that there is room for. */
  public int capacity() {
    return clientPorts.length;
  }

  /**
   * A message has come from, or goes to, that address.
   *
   * @param scope the interface that a link-local address belongs to, otherwise 0
   */
  public void setClient(int message, long high, long low, int port, int scope) {
    clientHighs[message] = high;
    clientLows[message] = low;
    clientPorts[message] = port;
    clientScopes[message] = scope;
  }

  /** A message was sent to, or leaves from, that address of this machine; all zeros: unknown. */
  public void setLocal(int message, long high, long low) {
    localHighs[message] = high;
    localLows[message] = low;
  }

  /** First half of the client's address. */
  public long clientHigh(int message) {
    return clientHighs[message];
  }

  /** Second half of the client's address. */
  public long clientLow(int message) {
    return clientLows[message];
  }

  /** The client's port, 0 to 65535. */
  public int clientPort(int message) {
    return clientPorts[message];
  }

  /** The interface that the client's link-local address belongs to, otherwise 0. */
  public int clientScope(int message) {
    return clientScopes[message];
  }

  /** First half of the local address. */
  public long localHigh(int message) {
    return localHighs[message];
  }

  /** Second half of the local address. */
  public long localLow(int message) {
    return localLows[message];
  }

  /** Whether two messages have the same client and local address. */
  public boolean areSame(int one, int other) {
    return clientLows[one] == clientLows[other]
        && clientPorts[one] == clientPorts[other]
        && clientHighs[one] == clientHighs[other]
        && clientScopes[one] == clientScopes[other]
        && localLows[one] == localLows[other]
        && localHighs[one] == localHighs[other];
  }
}
