package io.sluice.benchmarks;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.core.balance.Rotation;
import io.sluice.core.balance.RoundRobinSelector;
import io.sluice.core.balance.Selector;
import io.sluice.core.endpoint.Endpoint;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** The pick of an endpoint for a new connection: alone, and by two event loops at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PickBenchmark {
  private static final int FIRST_ADDRESS = 0x0a00_0000; // 10.0.0.0

  @Param({"1", "10", "1000", "10000"})
  public int endpoints;

  private Selector roundRobin = new RoundRobinSelector(List.of(), new int[0], new Rotation());

  /** Endpoints of equal weight. */
  @Setup
  public void createSelector() {
    List<Endpoint> eligible =
        IntStream.range(0, endpoints).mapToObj(PickBenchmark::endpoint).toList();
    int[] weights = IntStream.generate(() -> 1).limit(endpoints).toArray();
    roundRobin = new RoundRobinSelector(eligible, weights, new Rotation());
  }

  @Benchmark
  public @Nullable Endpoint roundRobin() {
    return roundRobin.select(0);
  }

  @Benchmark
  @Threads(2)
  public @Nullable Endpoint roundRobinContended() {
    return roundRobin.select(0);
  }

  private static Endpoint endpoint(int index) {
    int bits = FIRST_ADDRESS + index;
    String address =
        "%d.%d.%d.%d".formatted(bits >>> 24, bits >>> 16 & 0xff, bits >>> 8 & 0xff, bits & 0xff);
    return new Endpoint(
        new EndpointSpec(IpAddress.parse(address), 80, 1, null, null, 0, Conditions.READY), 2);
  }
}
