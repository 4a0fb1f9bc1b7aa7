package io.sluice.core.listener;

import io.netty.channel.ServerChannel;
import io.netty.util.concurrent.Future;
import io.sluice.core.net.ListeningOptions;
import io.sluice.core.service.ServiceEntry;
import io.sluice.core.udp.UdpListeningSocket;

/** A listener's UDP socket. Its sessions live as long as it is open: responses leave through it. */
record UdpBoundSocket(UdpListeningSocket socket) implements BoundSocket {
  @Override
  public void serve(ServiceEntry entry) {
    socket.serve(entry);
  }

  /** Nothing to do: of these options a UDP socket has none. */
  @Override
  public void change(ListeningOptions from, ListeningOptions to, ServerChannel fresh) {}

  @Override
  public void drain() {
    socket.drain();
  }

  @Override
  public Future<?> close() {
    return socket.close();
  }
}
