package io.sluice.core.listener;

import io.netty.channel.ServerChannel;
import io.netty.util.concurrent.Future;
import io.sluice.core.net.ListeningOptions;
import io.sluice.core.net.SocketOptionException;
import io.sluice.core.service.ServiceEntry;
import java.io.IOException;

/** One socket of a listener, bound or being bound. The control thread calls. */
sealed interface BoundSocket permits ListeningSocket, UdpBoundSocket, UnixBoundSocket {
  /**
   * Lets clients find it, once every socket of the listener is bound. Waits for the file system.
   *
   * @throws IOException it cannot be put where it belongs
   */
  default void publish() throws IOException {}

  /** Serves by that entry from now on. */
  void serve(ServiceEntry entry);

  /**
   * Sets other options than it has; who waits for it goes on waiting.
   *
   * @param fresh a TCP socket on which nothing was set
   * @throws SocketOptionException one is not allowed
   */
  void change(ListeningOptions from, ListeningOptions to, ServerChannel fresh)
      throws SocketOptionException;

  /** Takes nothing new; what runs goes on. */
  void drain();

  /** Closes the socket; done when the kernel has let go of the port. */
  Future<?> close();
}
