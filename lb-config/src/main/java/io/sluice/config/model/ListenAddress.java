package io.sluice.config.model;

/** Where the process itself listens, as opposed to the VIPs that it serves. */
public sealed interface ListenAddress {
  /** Nowhere. */
  record Off() implements ListenAddress {
    @Override
    public String toString() {
      return "off";
    }
  }

  /**
   * A TCP port.
   *
   * @param port 0 to 65535; 0 lets the kernel choose
   */
  record Tcp(IpAddress address, int port) implements ListenAddress {
    @Override
    public String toString() {
      return address.withPort(port);
    }
  }

  /** A unix socket, readable and writable by its owner only. */
  record Unix(String path) implements ListenAddress {
    @Override
    public String toString() {
      return "unix:" + path;
    }
  }
}
