package io.sluice.app.bench;

import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.sluice.core.net.ChannelTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Event loops of a run. */
final class Loops implements AutoCloseable {
  private final MultiThreadIoEventLoopGroup group;
  private final List<IoEventLoop> loops;

  private Loops(MultiThreadIoEventLoopGroup group, List<IoEventLoop> loops) {
    this.group = group;
    this.loops = loops;
  }

  /*
   * Epoll, and sockets of our own on it: a generator that shares the processors with what it
   * measures must cost little, and the JDK's selector has no timer finer than a millisecond for
   * requests that are due.
   */
  static Loops start(int threads) throws BenchException {
    Throwable whyNot = ChannelTransport.EPOLL.unavailabilityCause();
    if (whyNot != null) {
      throw BenchException.ofTheMachine("sluice: bench needs Linux with epoll: " + whyNot);
    }
    MultiThreadIoEventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            threads,
            new DefaultThreadFactory("bench", true),
            ChannelTransport.EPOLL.newIoHandlerFactory());
    List<IoEventLoop> loops = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      loops.add(group.next());
    }
    return new Loops(group, List.copyOf(loops));
  }

  int count() {
    return loops.size();
  }

  IoEventLoop loop(int index) {
    return loops.get(index);
  }

  /** What the task answers on that loop. */
  <T> T call(int index, Callable<T> task) throws BenchException {
    try {
      return loops.get(index).submit(task).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("sluice: interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BenchException failure) {
        throw failure;
      }
      throw new BenchException("sluice: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
