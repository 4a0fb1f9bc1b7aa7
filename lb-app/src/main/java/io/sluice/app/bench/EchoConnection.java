package io.sluice.app.bench;

import io.netty.channel.IoEventLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A TCP connection that gives back what it gets. One event loop. */
final class EchoConnection implements Stream.Owner {
  private final ByteBuffer memory;

  /** What the other side had no room for; nothing is read meanwhile. */
  private @Nullable ByteBuffer waiting;

  /**
   * Not begun.
   *
   * @param memory of all connections of the event loop, to receive to
   */
  EchoConnection(ByteBuffer memory) {
    this.memory = memory;
  }

  /** Serves an accepted connection. */
  void begin(IoEventLoop loop, int descriptor) throws IOException {
    Stream.accepted(loop, descriptor, this);
  }

  @Override
  public void onReadable(Stream stream) {
    if (waiting != null) {
      return;
    }
    try {
      int length = stream.receive(memory);
      if (length < 0) {
        stream.close();
        return;
      }
      int sent = stream.send(memory, 0, length);
      if (sent < length) {
        ByteBuffer rest = ByteBuffer.allocateDirect(length - sent);
        waiting = rest.put(0, memory, sent, length - sent);
        stream.awaitRoom();
      }
    } catch (IOException e) {
      stream.close();
    }
  }

  @Override
  public void onWritable(Stream stream) {
    if (waiting == null) {
      return;
    }
    try {
      int sent = waiting.position() + stream.send(waiting, waiting.position(), waiting.limit());
      if (sent < waiting.limit()) {
        waiting.position(sent);
      } else {
        waiting = null;
        stream.awaitInput();
      }
    } catch (IOException e) {
      stream.close();
    }
  }

  @Override
  public void onConnected(Stream stream) {
    // It was, from the start.
  }

  @Override
  public void onRefused(Stream stream, IOException why) {
    // It was accepted.
  }
}
