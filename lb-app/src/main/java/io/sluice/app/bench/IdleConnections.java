package io.sluice.app.bench;

import io.netty.channel.IoEventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Connections without traffic. One event loop, which is told to open and to close them. */
final class IdleConnections implements Stream.Owner {
  private static final int CONNECTING_AT_ONCE = 128;

  private final IoEventLoop loop;
  private final InetSocketAddress target;
  private final int count;
  private final Sources sources;
  private final List<Stream> streams = new ArrayList<>();
  private final ByteBuffer memory = ByteBuffer.allocateDirect(4096);
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private int connected;
  private int ended;
  private boolean isMoreAsked;

  IdleConnections(IoEventLoop loop, InetSocketAddress target, int count) {
    this.loop = loop;
    this.target = target;
    this.count = count;
    this.sources = new Sources(target, count);
  }

  CompletableFuture<Void> open() {
    isMoreAsked = false;
    try {
      for (int i = 0; i < CONNECTING_AT_ONCE && !opened.isDone() && streams.size() < count; i++) {
        Stream stream = Stream.connect(loop, sources.of(streams.size()), target, this);
        streams.add(stream);
        if (stream.isConnected()) {
          onConnected(stream);
        }
      }
    } catch (IOException e) {
      fail(e);
    }
    return opened;
  }

  @Override
  public void onConnected(Stream stream) {
    connected++;
    if (connected == count) {
      opened.complete(null);
    } else if (connected == streams.size() && !isMoreAsked) {
      // Later, so that the other side has its turn.
      isMoreAsked = true;
      loop.execute(this::open);
    }
  }

  @Override
  public void onRefused(Stream stream, IOException why) {
    fail(why);
  }

  private void fail(IOException why) {
    opened.completeExceptionally(
        new BenchException(
            "sluice: cannot open connection %d to %s: %s"
                .formatted(connected + 1, Targets.text(target), why.getMessage()),
            why));
  }

  @Override
  public void onReadable(Stream stream) {
    try {
      if (stream.receive(memory) >= 0) {
        return;
      }
    } catch (IOException e) {
      // Reset: an end as any other.
    }
    ended++;
    stream.close();
  }

  @Override
  public void onWritable(Stream stream) {
    // Nothing is ever sent.
  }

  /** Those that the other side has ended. */
  int ended() {
    return ended;
  }

  void close() {
    streams.forEach(Stream::close);
  }
}
