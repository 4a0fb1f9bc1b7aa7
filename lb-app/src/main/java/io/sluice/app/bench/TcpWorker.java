package io.sluice.app.bench;

import io.netty.channel.IoEventLoop;
import io.sluice.app.bench.TcpLoad.Language;
import io.sluice.app.bench.TcpLoad.Reuse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** TCP requests of one event loop. */
final class TcpWorker implements Worker {
  private static final int RECEIVE_BYTES = 256 * 1024;
  private static final int CONNECTING_AT_ONCE = 128;
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final IoEventLoop loop;
  private final TcpLoad load;
  private final Schedule schedule;
  private final Sources sources;
  private final ByteBuffer request;
  private final ByteBuffer received = ByteBuffer.allocateDirect(RECEIVE_BYTES);
  private final TcpClient[] clients;
  private final Tally tally = new Tally();
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private int connecting;
  private int connected;

  /**
   * Nothing open.
   *
   * @param schedule which thread's it is, and when requests are due
   */
  TcpWorker(IoEventLoop loop, TcpLoad load, Schedule schedule) {
    this.loop = loop;
    this.load = load;
    this.schedule = schedule;
    this.sources = new Sources(load.target(), load.connections());
    this.request = requestOf(load);
    clients = new TcpClient[schedule.shareOf(load.connections())];
    for (int i = 0; i < clients.length; i++) {
      clients[i] = new TcpClient(this, i);
    }
  }

  private static ByteBuffer requestOf(TcpLoad load) {
    if (load.language() == Language.BYTES) {
      ByteBuffer bytes = ByteBuffer.allocateDirect(load.requestBytes());
      for (int i = 0; i < bytes.capacity(); i++) {
        bytes.put(i, (byte) ('a' + i % 26));
      }
      return bytes;
    }
    String text =
        "GET / HTTP/1.1\r\nHost: "
            + Targets.text(load.target())
            + (load.reuse() == Reuse.RECONNECT ? "\r\nConnection: close" : "")
            + "\r\n\r\n";
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).clear();
  }

  @Override
  public CompletableFuture<Void> open() {
    if (load.reuse() == Reuse.RECONNECT) {
      opened.complete(null);
    } else {
      connectMore();
    }
    return opened;
  }

  private void connectMore() {
    while (!opened.isDone()
        && connecting < clients.length
        && connecting - connected < CONNECTING_AT_ONCE) {
      clients[connecting++].open();
    }
  }

  /** A client has its connection, before the run. */
  void onOpened() {
    connected++;
    if (connected == clients.length) {
      opened.complete(null);
    } else if (connected % (CONNECTING_AT_ONCE / 2) == 0) {
      // Later: a connection that is there at once would recurse.
      loop.execute(this::connectMore);
    }
  }

  /** A client cannot connect, before the run. */
  void onNotOpened(IOException why) {
    opened.completeExceptionally(
        new BenchException(
            "sluice: cannot connect to %s: %s".formatted(Targets.text(load.target()), reason(why)),
            why));
  }

  private static String reason(IOException why) {
    return String.valueOf(why.getMessage());
  }

  @Override
  public CompletableFuture<Tally> run(Window window) {
    Pacer pacer = new Pacer(loop, window, schedule, tally);
    for (TcpClient client : clients) {
      client.begin(pacer, window);
    }
    return pacer.start(clients, GRACE_NANOS);
  }

  @Override
  public void close() {
    for (TcpClient client : clients) {
      client.close();
    }
  }

  Stream connect(int client, Stream.Owner owner) throws IOException {
    int number = schedule.numberOf(client);
    return Stream.connect(loop, sources.of(number), load.target(), owner);
  }

  ResponseReader newReader() {
    return load.language() == Language.HTTP
        ? new HttpResponse()
        : new CountedResponse(load.responseBytes());
  }

  boolean isReconnecting() {
    return load.reuse() == Reuse.RECONNECT;
  }

  ByteBuffer request() {
    return request;
  }

  ByteBuffer received() {
    return received;
  }

  Tally tally() {
    return tally;
  }
}
