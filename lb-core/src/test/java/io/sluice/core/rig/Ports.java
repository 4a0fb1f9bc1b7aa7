package io.sluice.core.rig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Port numbers of the loopback address. */
public final class Ports {
  private Ports() {}

  /** To bind to: the kernel chooses a port. */
  static InetSocketAddress anyFree() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** A port that was free a moment ago. */
  public static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
