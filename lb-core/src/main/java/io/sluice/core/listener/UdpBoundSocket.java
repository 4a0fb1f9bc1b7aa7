package io.sluice.core.listener;

import io.netty.util.concurrent.Future;
import io.sluice.core.service.ServiceEntry;
import io.sluice.core.udp.UdpListeningSocket;

/** A listener's UDP socket. Its sessions live as long as it is open: responses leave through it. */
record UdpBoundSocket(UdpListeningSocket socket) implements BoundSocket {
  @Override
  public void serve(ServiceEntry entry) {
    socket.serve(entry);
  }

  @Override
  public void drain() {
    socket.drain();
  }

  @Override
  public Future<?> close() {
    return socket.close();
  }
}
