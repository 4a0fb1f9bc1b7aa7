package io.sluice.benchmarks;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.core.affinity.AffinityTable;
import io.sluice.core.affinity.ClientAffinity;
import io.sluice.core.bounds.ClientPrefix;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.net.SipHash;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Which endpoint a client keeps, in a table that is full: known clients and unknown ones. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class AffinityBenchmark {
  private static final int CLIENTS = 1 << 16;
  private static final long IPV4 = 0xffffL << Integer.SIZE;
  private static final Endpoint ENDPOINT =
      new Endpoint(
          new EndpointSpec(IpAddress.parse("10.0.0.1"), 80, 1, null, null, 0, Conditions.READY), 1);

  private final ClientAddress[] known = new ClientAddress[CLIENTS];
  private final ClientAddress[] unknown = new ClientAddress[CLIENTS];
  private final ClientAffinity<Endpoint> affinity =
      AffinityTable.ofEndpoints(
              new AffinityTable.Shape(ClientPrefix.WHOLE, CLIENTS), new SipHash(1, 2)::of)
          .over(List.of(ENDPOINT), Duration.ofHours(1));

  /** A place in the clients, one for each thread. */
  @State(Scope.Thread)
  public static class Place {
    private int next;

    private int advance() {
      next = next + 1 & CLIENTS - 1;
      return next;
    }
  }

  /** Fills the table. */
  @Setup
  public void createClients() {
    for (int i = 0; i < CLIENTS; i++) {
      known[i] = new ClientAddress(0, IPV4 | i, 1);
      unknown[i] = new ClientAddress(0, IPV4 | CLIENTS + i, 1);
      affinity.pin(known[i], ENDPOINT, 0);
    }
  }

  @Benchmark
  public @Nullable Endpoint hit(Place place) {
    return affinity.find(known[place.advance()], 1);
  }

  @Benchmark
  @Threads(2)
  public @Nullable Endpoint hitContended(Place place) {
    return affinity.find(known[place.advance()], 1);
  }

  @Benchmark
  public @Nullable Endpoint miss(Place place) {
    return affinity.find(unknown[place.advance()], 1);
  }
}
