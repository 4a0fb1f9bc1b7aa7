package io.sluice.benchmarks;

import static java.util.Objects.requireNonNull;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.UdpSettings;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.metrics.SessionEnd;
import io.sluice.core.udp.FlowHash;
import io.sluice.core.udp.FlowKey;
import io.sluice.core.udp.FlowTable;
import io.sluice.core.udp.SessionOwner;
import io.sluice.core.udp.SharedSessionBudget;
import io.sluice.core.udp.UdpLimits;
import io.sluice.core.udp.UdpSession;
import io.sluice.core.udp.UdpSnapshot;
import java.time.Duration;
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
import org.openjdk.jmh.annotations.Warmup;

/** The session of a datagram, without sockets: of known flows in turn, and of new ones. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FlowTableBenchmark {
  private static final int FIRST_CLIENT = 0x0a00_0000; // 10.0.0.0
  private static final int CLIENT_MASK = 0xff_ffff; // 10.0.0.0/8
  private static final int LOCAL = 0xc0a8_0001; // 192.168.0.1
  private static final int CLIENT_PORT = 40_000;

  @Param({"1", "100", "100000"})
  public int sessions;

  private final FlowKey flow = new FlowKey();
  private final UdpSnapshot snapshot = new OneEndpoint();
  private FlowTable<UdpSession> inUse = table(1);
  private FlowTable<UdpSession> full = table(1);
  private int client;
  private long now;

  /** One table whose sessions are answered, and one that is full of sessions that are not. */
  @Setup
  public void fillTables() {
    inUse = table(sessions);
    full = table(sessions);
    for (int i = 0; i < sessions; i++) {
      exchange();
      full.route(from(i), snapshot, now);
    }
  }

  /** A datagram of a session in use. */
  @Benchmark
  public @Nullable UdpSession hit() {
    return inUse.route(from(nextKnown()), snapshot, ++now);
  }

  /** A datagram of a session in use, and its response. */
  @Benchmark
  public boolean exchange() {
    UdpSession session = requireNonNull(inUse.route(from(nextKnown()), snapshot, ++now));
    return inUse.onResponse(session, session.number(), now);
  }

  /** A datagram of a new flow, which takes the place of an unanswered one. */
  @Benchmark
  public @Nullable UdpSession miss() {
    return full.route(from(++client), snapshot, ++now);
  }

  private int nextKnown() {
    client = client + 1 < sessions ? client + 1 : 0;
    return client;
  }

  private FlowKey from(int number) {
    return flow.fromIpv4(FIRST_CLIENT + (number & CLIENT_MASK), CLIENT_PORT).toIpv4(LOCAL, 0);
  }

  private static FlowTable<UdpSession> table(int sessions) {
    return new FlowTable<>(
        new Places(), new SharedSessionBudget(sessions), FlowHash.withRandomSecret(), sessions, 0);
  }

  private static final class Places implements SessionOwner<UdpSession> {
    @Override
    public UdpSession create() {
      return new UdpSession();
    }

    @Override
    public void onEnded(UdpSession session, SessionEnd reason) {}
  }

  private static final class OneEndpoint implements UdpSnapshot {
    private final Endpoint endpoint =
        new Endpoint(
            new EndpointSpec(IpAddress.parse("10.9.9.9"), 53, 1, null, null, 0, Conditions.READY),
            1);
    private final UdpLimits limits = UdpLimits.of(UdpSettings.DEFAULT, Duration.ofMinutes(1));

    @Override
    public long generation() {
      return 1;
    }

    @Override
    public int servicePort() {
      return 0;
    }

    @Override
    public UdpLimits limits() {
      return limits;
    }

    @Override
    public boolean isServing(Endpoint served) {
      return true;
    }

    @Override
    public Endpoint pick(FlowKey flow, @Nullable Endpoint failed) {
      return endpoint;
    }
  }
}
