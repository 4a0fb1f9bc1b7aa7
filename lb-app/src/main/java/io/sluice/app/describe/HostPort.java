package io.sluice.app.describe;

/** An address and a port as one text. */
final class HostPort {
  private HostPort() {}

  /** {@code address:port}, with brackets around an IPv6 address. */
  static String joined(String address, int port) {
    return address.indexOf(':') >= 0 ? "[" + address + "]:" + port : address + ":" + port;
  }
}
