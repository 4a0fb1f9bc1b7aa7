package io.sluice.core.udp;

import io.sluice.core.net.ClientAddress;
import io.sluice.core.proxyprotocol.ProxyHeader;
import org.jspecify.annotations.Nullable;

/**
 * What tells the flows of one event loop apart: the client's address and port, the local address
 * that the client sent to, and the listener. One object is filled again for each datagram.
 *
 * <p>An address is two longs in network order, an IPv4 address the one that maps it into IPv6
 * (::ffff:a.b.c.d, RFC 4291 section 2.5.5.2). The local address is part of the key because a
 * listener on a wildcard address has several, and a response must leave from the one that was
 * asked.
 *
 * <p>A PROXY header that has come with the flow says on whose behalf the client sends. It does not
 * tell flows apart, but it decides who counts.
 */
public final class FlowKey {
  static final long IPV4_PREFIX = 0x0000_ffff_0000_0000L;
  private static final long IPV4_MASK = 0xffff_ffffL;
  private static final int MULTICAST_IPV4 = 0xe; // 224.0.0.0/4, RFC 5771
  private static final int MULTICAST_IPV6 = 0xff; // ff00::/8, RFC 4291 section 2.7

  long clientHigh;
  long clientLow;
  int clientPort;
  int clientScope;
  long localHigh;
  long localLow;
  int listener;
  @Nullable ProxyHeader header;

  /** A key of all zeros, to be filled. */
  public FlowKey() {}

  /** The client is that IPv4 address, in network order, and that port, 0 to 65535. */
  public FlowKey fromIpv4(int address, int port) {
    return fromIpv6(0, IPV4_PREFIX | (address & IPV4_MASK), port, 0);
  }

  /**
   * The client is that IPv6 address and that port, and sends on nobody's behalf.
   *
   * @param scope the interface that a link-local address belongs to, otherwise 0
   */
  public FlowKey fromIpv6(long high, long low, int port, int scope) {
    clientHigh = high;
    clientLow = low;
    clientPort = port;
    clientScope = scope;
    header = null;
    return this;
  }

  /** The datagram was sent to that IPv4 address and reached that listener. */
  public FlowKey toIpv4(int address, int toListener) {
    return toIpv6(0, IPV4_PREFIX | (address & IPV4_MASK), toListener);
  }

  /** The datagram was sent to that IPv6 address and reached that listener. */
  public FlowKey toIpv6(long high, long low, int toListener) {
    localHigh = high;
    localLow = low;
    listener = toListener;
    return this;
  }

  /** A trusted client has sent this header. */
  void introduce(ProxyHeader said) {
    header = said;
  }

  /** The header that has come with the flow, or null. */
  @Nullable ProxyHeader header() {
    return header;
  }

  /** Who counts: on whose behalf the client sends, otherwise the client itself. */
  ClientAddress source() {
    return header instanceof ProxyHeader.Forwarded forwarded
        ? forwarded.source()
        : new ClientAddress(clientHigh, clientLow, clientPort);
  }

  /** First half of the address that counts. */
  long sourceHigh() {
    return header instanceof ProxyHeader.Forwarded forwarded
        ? forwarded.source().high()
        : clientHigh;
  }

  /** Second half of the address that counts. */
  long sourceLow() {
    return header instanceof ProxyHeader.Forwarded forwarded ? forwarded.source().low() : clientLow;
  }

  /** Whether the same client counts for both. */
  boolean isOnBehalfOfSame(FlowKey other) {
    return source().equals(other.source());
  }

  /** First half of the client's address. */
  public long clientHigh() {
    return clientHigh;
  }

  /** Second half of the client's address. */
  public long clientLow() {
    return clientLow;
  }

  /** The client's port, 0 to 65535. */
  public int clientPort() {
    return clientPort;
  }

  /** The interface of a link-local client, otherwise 0. */
  public int clientScope() {
    return clientScope;
  }

  /** First half of the address that the client sent to. */
  public long localHigh() {
    return localHigh;
  }

  /** Second half of the address that the client sent to. */
  public long localLow() {
    return localLow;
  }

  /** The listener's number. */
  public int listener() {
    return listener;
  }

  /** Whether the client's address is IPv4. */
  public boolean isClientIpv4() {
    return isIpv4(clientHigh, clientLow);
  }

  /** Whether the address that the client sent to is IPv4. */
  public boolean isLocalIpv4() {
    return isIpv4(localHigh, localLow);
  }

  /**
   * Whether exactly one client can have sent from there: not port 0, not the unspecified address,
   * not a multicast or the broadcast address. Broadcast addresses of subnets are not known here.
   */
  boolean isAnswerable() {
    if (clientPort == 0) {
      return false;
    }
    if (isClientIpv4()) {
      int address = (int) clientLow;
      return address != 0 && address != -1 && address >>> 28 != MULTICAST_IPV4;
    }
    return (clientHigh | clientLow) != 0 && clientHigh >>> 56 != MULTICAST_IPV6;
  }

  boolean isSameAs(FlowKey other) {
    return clientLow == other.clientLow
        && clientPort == other.clientPort
        && clientHigh == other.clientHigh
        && localLow == other.localLow
        && localHigh == other.localHigh
        && listener == other.listener
        && clientScope == other.clientScope;
  }

  void copyFrom(FlowKey other) {
    fromIpv6(other.clientHigh, other.clientLow, other.clientPort, other.clientScope);
    toIpv6(other.localHigh, other.localLow, other.listener);
    header = other.header;
  }

  private static boolean isIpv4(long high, long low) {
    return high == 0 && (low & ~IPV4_MASK) == IPV4_PREFIX;
  }
}
