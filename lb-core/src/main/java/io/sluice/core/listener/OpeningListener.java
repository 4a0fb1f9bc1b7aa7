package io.sluice.core.listener;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.List;

/** A listener whose sockets are being bound on their event loops. */
public final class OpeningListener {
  private final Listener listener;
  private final List<Future<?>> bindings;

  OpeningListener(Listener listener, List<? extends Future<?>> bindings) {
    this.listener = listener;
    this.bindings = List.copyOf(bindings);
  }

  /** Where it is going to listen. */
  public ListenerAddress address() {
    return listener.address();
  }

  /**
   * Waits until every socket is bound and can be found. Not on an event loop.
   *
   * @throws IOException one could not be bound; none is then
   */
  public Listener await() throws IOException {
    Throwable cause = null;
    for (Future<?> binding : bindings) {
      if (!binding.awaitUninterruptibly().isSuccess() && cause == null) {
        cause = binding.cause();
      }
    }
    if (cause == null) {
      try {
        listener.publish();
        return listener;
      } catch (IOException e) {
        cause = e;
      }
    }
    listener.close();
    throw cause instanceof IOException e ? e : new IOException(cause.getMessage(), cause);
  }
}
