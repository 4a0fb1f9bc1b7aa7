package io.sluice.benchmarks;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.Configuration;
import io.sluice.config.model.ConnectionSettings;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.Inventory;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.ListenAddress;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.Settings;
import io.sluice.config.model.TargetPort;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.Transport;
import io.sluice.config.model.ZeroCopy;
import io.sluice.core.ApplyException;
import io.sluice.core.LoadBalancer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a configuration of many services takes, all at once and when one endpoint of it changes:
 * from the model on, reading files not included.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class ApplyBenchmark {
  private static final IpAddress VIP = IpAddress.parse("127.0.0.1");
  private static final int FIRST_PORT = 20_000;
  private static final int ENDPOINTS = 10;

  /** How many services. */
  @Param({"10", "10000"})
  public int services;

  private Configuration one = configuration(1);
  private Configuration other = one;
  private @Nullable LoadBalancer cold;
  private boolean isOther;

  /** Two configurations, one of which runs. */
  @Setup(Level.Trial)
  public void configure() {
    one = configuration(1);
    other = configuration(2);
  }

  /** Everything is bound and published. */
  @Benchmark
  public LoadBalancer cold() throws ApplyException {
    cold = LoadBalancer.start(one);
    return cold;
  }

  /** One endpoint of one service is another one. */
  @Benchmark
  public boolean oneEndpointChanges(Running state) throws ApplyException {
    isOther = !isOther;
    state.running().apply(isOther ? other : one);
    return isOther;
  }

  /** Ends what was started cold. */
  @TearDown(Level.Iteration)
  public void stop() {
    if (cold != null) {
      cold.close();
      cold = null;
    }
  }

  /** What goes on running while it changes. */
  @State(Scope.Benchmark)
  public static class Running {
    private @Nullable LoadBalancer loadBalancer;

    /** Starts it. */
    @Setup(Level.Trial)
    public void start(ApplyBenchmark benchmark) throws ApplyException {
      loadBalancer = LoadBalancer.start(benchmark.one);
    }

    LoadBalancer running() {
      return Objects.requireNonNull(loadBalancer);
    }

    /** Ends it. */
    @TearDown(Level.Trial)
    public void stop() {
      if (loadBalancer != null) {
        loadBalancer.close();
      }
    }
  }

  private Configuration configuration(int lastWeight) {
    List<Service> all = new ArrayList<>(services);
    for (int i = 0; i < services; i++) {
      all.add(service(i, i == services / 2 ? lastWeight : 1));
    }
    Settings settings =
        new Settings(
            new ListenAddress.Off(),
            Duration.ZERO,
            Transport.EPOLL,
            1,
            ZeroCopy.AUTO,
            Settings.AUTO,
            Settings.AUTO,
            Settings.Place.UNKNOWN,
            "the same for every load balancer");
    return new Configuration(settings, all, Inventory.EMPTY);
  }

  private static Service service(int number, int lastWeight) {
    List<EndpointSpec> endpoints = new ArrayList<>(ENDPOINTS);
    for (int i = 1; i <= ENDPOINTS; i++) {
      IpAddress address = IpAddress.parse("10." + number / 250 + "." + number % 250 + "." + i);
      int weight = i == ENDPOINTS ? lastWeight : 1;
      endpoints.add(new EndpointSpec(address, 80, weight, null, null, 0, Conditions.READY));
    }
    int port = FIRST_PORT + number;
    ServicePort servicePort =
        new ServicePort(
            "",
            Protocol.TCP,
            port,
            List.of(),
            new TargetPort.Numbered(80),
            ConnectionSettings.DEFAULT,
            TrafficSettings.DEFAULT,
            endpoints);
    return new Service(
        new ServiceName("default", "s" + number), Map.of(), List.of(VIP), List.of(servicePort));
  }
}
