package io.sluice.benchmarks;

import io.sluice.config.model.BalancingPolicy;
import io.sluice.config.model.Conditions;
import io.sluice.config.model.ConnectionSettings;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.HashKey;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePortName;
import io.sluice.config.model.TrafficSettings;
import io.sluice.core.admission.ServiceUsage;
import io.sluice.core.balance.ClientHash;
import io.sluice.core.balance.EndpointGroup;
import io.sluice.core.balance.Rotations;
import io.sluice.core.balance.Selectors;
import io.sluice.core.balance.WeightedEndpoint;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.metrics.ServicePortCounters;
import io.sluice.core.net.SipHash;
import io.sluice.core.service.ConnectionLimits;
import io.sluice.core.service.ServiceEntry;
import io.sluice.core.service.ServiceSnapshot;
import io.sluice.core.service.ServiceTls;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The pick of an endpoint for a new connection, from the read of the snapshot on: alone, by two
 * event loops at once, and while the control thread publishes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PickBenchmark {
  private static final int FIRST_ADDRESS = 0x0a00_0000; // 10.0.0.0
  private static final int EVENT_LOOPS = 2;
  private static final long BETWEEN_PUBLICATIONS_NANOS = 100_000;
  private static final long LATENCY_NANOS = 1_000_000;
  private static final long DECAY_NANOS = BalancingPolicy.PeakEwma.DEFAULT_DECAY.toNanos();
  private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

  /** Each policy with the table that its number of endpoints asks for. */
  public enum Policy {
    ROUND_ROBIN,
    LEAST_CONNECTIONS,
    RANDOM,
    MAGLEV,
    BOUNDED_MAGLEV,
    PEAK_EWMA;

    BalancingPolicy over(int endpoints) {
      int tableSize = endpoints > 1_000 ? 1_048_573 : BalancingPolicy.Maglev.DEFAULT_TABLE_SIZE;
      return switch (this) {
        case ROUND_ROBIN -> new BalancingPolicy.RoundRobin();
        case LEAST_CONNECTIONS -> new BalancingPolicy.LeastConnections();
        case RANDOM -> new BalancingPolicy.Random();
        case MAGLEV -> new BalancingPolicy.Maglev(tableSize, BalancingPolicy.Maglev.UNBOUNDED);
        case BOUNDED_MAGLEV -> new BalancingPolicy.Maglev(tableSize, 125);
        case PEAK_EWMA -> new BalancingPolicy.PeakEwma(BalancingPolicy.PeakEwma.DEFAULT_DECAY);
      };
    }
  }

  /** What each thread hashes next. */
  @State(Scope.Thread)
  public static class Clients {
    private long hash = System.nanoTime();

    long nextHash() {
      return hash += GOLDEN;
    }
  }

  @Param public Policy policy = Policy.ROUND_ROBIN;

  @Param({"1", "10", "1000", "10000"})
  public int endpoints;

  private ServiceSnapshot[] snapshots = {};
  private @Nullable ServiceEntry entry;
  private int published;

  /** Endpoints of equal weight; two snapshots to take turns. */
  @Setup
  public void createSnapshots() {
    List<WeightedEndpoint> eligible =
        IntStream.range(0, endpoints)
            .mapToObj(index -> new WeightedEndpoint(endpoint(index), 1))
            .toList();
    Rotations rotations = new Rotations();
    snapshots =
        new ServiceSnapshot[] {snapshot(1, eligible, rotations), snapshot(2, eligible, rotations)};
    ServicePortName name = new ServicePortName(new ServiceName("default", "web"), "", Protocol.TCP);
    entry = new ServiceEntry(name, new ServicePortCounters(EVENT_LOOPS), snapshots[0]);
  }

  @Benchmark
  public @Nullable Endpoint pick(Clients clients) {
    return current().selector().select(clients.nextHash());
  }

  @Benchmark
  @Threads(2)
  public @Nullable Endpoint pickByTwoLoops(Clients clients) {
    return current().selector().select(clients.nextHash());
  }

  @Benchmark
  @Group("pickWhilePublishing")
  @GroupThreads(1)
  public @Nullable Endpoint pickAsBefore(Clients clients) {
    return current().selector().select(clients.nextHash());
  }

  /** Ten thousand snapshots a second at the most: far more than any control plane publishes. */
  @Benchmark
  @Group("pickWhilePublishing")
  @GroupThreads(1)
  public void publish() {
    published++;
    if (entry != null) {
      entry.publish(snapshots[published % snapshots.length]);
    }
    LockSupport.parkNanos(BETWEEN_PUBLICATIONS_NANOS);
  }

  private ServiceSnapshot current() {
    assert entry != null : "set up";
    return entry.current();
  }

  private ServiceSnapshot snapshot(
      long generation, List<WeightedEndpoint> eligible, Rotations rotations) {
    List<Endpoint> all = eligible.stream().map(WeightedEndpoint::endpoint).toList();
    return new ServiceSnapshot(
        generation,
        all,
        all,
        Set.copyOf(all),
        Selectors.of(
            policy.over(endpoints),
            List.of(new EndpointGroup(eligible, EndpointGroup.WHOLE)),
            rotations),
        new ClientHash(HashKey.DEFAULT, new SipHash(1, 2)),
        ConnectionLimits.of(ConnectionSettings.DEFAULT),
        TrafficSettings.DEFAULT,
        new ServiceUsage((first, second, third) -> second, 0).admission(TrafficSettings.DEFAULT),
        null,
        ServiceTls.OFF);
  }

  private static Endpoint endpoint(int index) {
    int bits = FIRST_ADDRESS + index;
    String address =
        "%d.%d.%d.%d".formatted(bits >>> 24, bits >>> 16 & 0xff, bits >>> 8 & 0xff, bits & 0xff);
    Endpoint endpoint =
        new Endpoint(
            new EndpointSpec(IpAddress.parse(address), 80, 1, null, null, 0, Conditions.READY),
            EVENT_LOOPS);
    endpoint.latency().record(LATENCY_NANOS + index, System.nanoTime(), DECAY_NANOS);
    return endpoint;
  }
}
