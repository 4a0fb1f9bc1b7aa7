package io.sluice.core.listener;

import io.netty.channel.ServerChannel;
import io.netty.util.concurrent.Future;
import io.sluice.core.net.ListeningOptions;
import io.sluice.core.net.UnixSocketFile;
import io.sluice.core.service.ServiceEntry;
import java.io.IOException;

/** A listening unix socket with its file. */
record UnixBoundSocket(ListeningSocket socket, UnixSocketFile file) implements BoundSocket {
  @Override
  public void publish() throws IOException {
    file.publish();
  }

  @Override
  public void serve(ServiceEntry entry) {
    socket.serve(entry);
  }

  /** Of these options a unix socket has the length of its queue. */
  @Override
  public void change(ListeningOptions from, ListeningOptions to, ServerChannel fresh) {
    to.changeOnUnix(socket.channel(), from);
  }

  @Override
  public void drain() {
    socket.drain();
  }

  /** The file goes first: who finds it finds somebody. */
  @Override
  public Future<?> close() {
    file.delete();
    return socket.close();
  }
}
