package io.sluice.core.udp;

import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.net.DatagramPort;
import io.sluice.core.net.Datagrams;
import io.sluice.core.service.ServiceEntry;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket bound to a VIP and port, on one event loop. The control thread calls the public
 * methods; everything else happens on that event loop.
 */
public final class UdpListeningSocket implements DatagramPort.Reader {
  private final UdpLoop loop;
  private final InetSocketAddress address;
  private final Datagrams.Sharing sharing;

  // Written by the control thread; read by this socket's event loop. Null: bound, not yet serving.
  private volatile @Nullable ServiceEntry entry;
  private volatile ServiceView.Admission admission = ServiceView.Admission.OPEN;

  // This socket's event loop only.
  private @Nullable DatagramPort port;
  private @Nullable ServiceView view;
  private int number;
  private boolean isReading;

  /** Not yet bound. */
  public UdpListeningSocket(UdpLoop loop, InetSocketAddress address, Datagrams.Sharing sharing) {
    this.loop = loop;
    this.address = address;
    this.sharing = sharing;
  }

  /** Binds it; fails with an {@link java.io.IOException}. Nothing is read before it serves. */
  public Future<?> bind() {
    return loop.eventLoop()
        .submit(
            () -> {
              UdpSessions sessions = loop.sessions();
              number = sessions.nextListenerNumber();
              port = sessions.datagrams().listen(address, sharing, this);
              return this;
            });
  }

  /** Serves by that entry from now on. */
  public void serve(ServiceEntry newEntry) {
    if (entry == newEntry) {
      return;
    }
    entry = newEntry;
    loop.eventLoop().execute(this::read);
  }

  /** Begins no more UDP sessions; those that there are go on. */
  public void drain() {
    admission = ServiceView.Admission.CLOSED;
  }

  /** Closes it and ends its UDP sessions; done when the kernel has let go of the address. */
  public Future<?> close() {
    Promise<Object> released = loop.eventLoop().newPromise();
    loop.eventLoop().execute(() -> close(released));
    return released;
  }

  private void read() {
    if (port != null && !isReading) {
      isReading = true;
      port.start();
    }
  }

  private void close(Promise<Object> released) {
    DatagramPort closing = port;
    if (closing == null) {
      released.setSuccess(this);
      return;
    }
    port = null;
    closing.release().addListener(done -> released.setSuccess(this));
    loop.sessions().endSessionsOf(this);
  }

  @Override
  public void onReadable() {
    loop.sessions().receive(this);
  }

  /** The socket; null once it is closed. */
  @Nullable DatagramPort port() {
    return port;
  }

  /** Where a flow's datagrams come in. */
  ClientAddress localOf(FlowKey flow) {
    return (flow.localHigh() | flow.localLow()) == 0
        ? ClientAddress.of(address)
        : new ClientAddress(flow.localHigh(), flow.localLow(), address.getPort());
  }

  /** Which listener of its event loop it is; never used again. */
  int number() {
    return number;
  }

  /** What holds for a datagram that comes now; null before it serves. */
  @Nullable ServiceView view() {
    ServiceEntry serving = entry;
    ServiceView shown = view;
    if (serving == null || (shown != null && shown.isOf(serving, admission))) {
      return shown;
    }
    shown = loop.sessions().show(serving, admission);
    view = shown;
    return shown;
  }
}
