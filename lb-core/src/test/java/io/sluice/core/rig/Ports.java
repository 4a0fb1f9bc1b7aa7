package io.sluice.core.rig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Port numbers of the loopback address. */
public final class Ports {
  private Ports() {}

  /** A port that was free a moment ago. */
  public static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
