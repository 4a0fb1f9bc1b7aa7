package io.sluice.core.listener;

import io.netty.util.concurrent.Future;
import io.sluice.core.service.ServiceEntry;

/** One socket of a listener, bound or being bound. The control thread calls. */
sealed interface BoundSocket permits ListeningSocket, UdpBoundSocket {
  /** Serves by that entry from now on. */
  void serve(ServiceEntry entry);

  /** Takes nothing new; what runs goes on. */
  void drain();

  /** Closes the socket; done when the kernel has let go of the port. */
  Future<?> close();
}
