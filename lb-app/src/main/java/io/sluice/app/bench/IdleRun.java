package io.sluice.app.bench;

import io.netty.channel.IoEventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Connections that are open and do nothing. The caller's thread. */
public final class IdleRun implements AutoCloseable {
  private static final Duration LONGEST_OPENING = Duration.ofMinutes(5);

  private final Loops loops;
  private final IdleConnections connections;

  private IdleRun(Loops loops, IdleConnections connections) {
    this.loops = loops;
    this.connections = connections;
  }

  /**
   * Opens so many connections.
   *
   * @throws BenchException not all of them can be
   */
  public static IdleRun open(InetSocketAddress target, int count) throws BenchException {
    Descriptors.require(count);
    Loops loops = Loops.start(1);
    IoEventLoop loop = loops.loop(0);
    IdleConnections connections = new IdleConnections(loop, target, count);
    IdleRun run = new IdleRun(loops, connections);
    try {
      CompletableFuture<Void> opened = loops.call(0, connections::open);
      Waiting.await(opened, LONGEST_OPENING, "not every connection was open");
      return run;
    } catch (BenchException e) {
      run.close();
      throw e;
    }
  }

  /**
   * Holds the connections: how many of them have ended meanwhile.
   *
   * @throws BenchException this thread was interrupted
   */
  public int hold(Duration time) throws BenchException {
    Waiting.until(System.nanoTime() + time.toNanos());
    return loops.call(0, connections::ended);
  }

  @Override
  public void close() {
    loops.loop(0).submit(connections::close).awaitUninterruptibly(1, TimeUnit.MINUTES);
    loops.close();
  }
}
