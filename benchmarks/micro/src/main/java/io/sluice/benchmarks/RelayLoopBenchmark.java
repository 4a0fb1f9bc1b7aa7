package io.sluice.benchmarks;

import static java.util.Objects.requireNonNull;

import io.sluice.config.model.Transport;
import io.sluice.config.model.ZeroCopy;
import io.sluice.core.ApplyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Relays of one event loop over loopback sockets. The measuring thread is the client and the
 * endpoint: their calls, and waking the event loop, are part of every figure.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RelayLoopBenchmark {
  private static final int MESSAGE = 64;
  private static final int BLOCK = 64 * 1024;

  /** What is under way at once must fit into the sockets' buffers: nobody reads meanwhile. */
  private static final int BLOCKS = 16;

  @Param({"EPOLL", "IO_URING"})
  public Transport transport = Transport.EPOLL;

  private final ByteBuffer message = ByteBuffer.allocateDirect(MESSAGE);
  private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
  private @Nullable LocalRelay copying;
  private @Nullable LocalRelay splicing;

  /** One load balancer that copies everything, and one that splices everything. */
  @Setup
  public void start() throws IOException, ApplyException {
    copying = new LocalRelay(transport, ZeroCopy.OFF);
    splicing = new LocalRelay(transport, ZeroCopy.ALWAYS);
  }

  /** Ends both. */
  @TearDown
  public void stop() throws IOException {
    requireNonNull(copying).close();
    requireNonNull(splicing).close();
  }

  /** 64 bytes there and back. */
  @Benchmark
  public void pingPong() throws IOException {
    requireNonNull(copying).exchange(message);
  }

  /** 64 KiB to the endpoint, copied. */
  @Benchmark
  public void copy64KiB() throws IOException {
    requireNonNull(copying).send(block);
  }

  /** 1 MiB to the endpoint, spliced, in 64 KiB at a time. */
  @Benchmark
  public void splice1MiB() throws IOException {
    LocalRelay relay = requireNonNull(splicing);
    for (int i = 0; i < BLOCKS; i++) {
      relay.send(block);
    }
  }

  /** A connection of its own for 64 bytes there and back. */
  @Benchmark
  public void connectAndClose() throws IOException {
    requireNonNull(copying).visit(message);
  }
}
