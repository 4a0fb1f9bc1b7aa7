package io.sluice.benchmarks;

import io.sluice.config.model.HashKey;
import io.sluice.core.balance.ClientHash;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.net.SipHash;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The hash of a client, taken once a connection before the pick. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class HashBenchmark {
  private static final int CLIENTS = 1024; // a power of two

  private final ClientHash hash = new ClientHash(HashKey.DEFAULT, new SipHash(1, 2));
  private final ClientAddress[] clients = new ClientAddress[CLIENTS];
  private int next;

  /** Clients that differ in their addresses. */
  public HashBenchmark() {
    for (int i = 0; i < CLIENTS; i++) {
      clients[i] = new ClientAddress(0, 0xffff_0a00_0000L | i, 1_000);
    }
  }

  @Benchmark
  public long hashOfClient() {
    return hash.of(clients[next++ & CLIENTS - 1]);
  }
}
