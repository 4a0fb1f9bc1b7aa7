package io.sluice.app;

import io.sluice.app.StartException.Part;
import io.sluice.app.admin.AdminApi;
import io.sluice.app.admin.AdminServer;
import io.sluice.app.admin.Administered;
import io.sluice.app.admin.ProcessState;
import io.sluice.app.metrics.Metrics;
import io.sluice.app.reload.ConfigurationSource;
import io.sluice.app.reload.ReloadReport;
import io.sluice.app.reload.Reloader;
import io.sluice.app.warmup.WarmUp;
import io.sluice.config.LoadResult;
import io.sluice.config.model.Configuration;
import io.sluice.config.model.ListenAddress;
import io.sluice.core.ApplyException;
import io.sluice.core.LoadBalancer;
import io.sluice.core.metrics.LiveConnection;
import io.sluice.core.metrics.Statistics;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A load balancer with everything that belongs to a process around it: admin HTTP, metrics,
 * reloads. Any thread that is not an event loop.
 *
 * <p>The admin HTTP is bound first and says "starting"; then the code is warmed up, and every
 * listener is bound or none. A start that fails leaves nothing behind.
 */
public final class Instance implements Administered, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Instance.class);
  private static final int LOGGED_LISTENERS = 20;

  private final Metrics metrics = new Metrics(Version.text(), this::statistics, this::lastReload);
  // Written by the thread that starts, before the load balancer; read by it alone.
  private @Nullable AdminServer admin;
  // Written once, by the thread that starts; the load balancer is written last and publishes both.
  private @Nullable Reloader reloader;
  private volatile @Nullable LoadBalancer loadBalancer;
  // Written by whoever stops the process, read by admin requests.
  private volatile boolean isDraining;

  private Instance() {}

  /**
   * Starts with a configuration that was read from a source.
   *
   * @param source where reloads read it again
   * @param loaded what was read first; has no errors
   * @throws StartException naming every address that could not be bound; none is left bound
   */
  public static Instance start(ConfigurationSource source, LoadResult loaded)
      throws StartException {
    Configuration configuration = Objects.requireNonNull(loaded.configuration());
    Instance instance = new Instance();
    try {
      instance.startAdmin(configuration.settings().admin());
      WarmUp.run(configuration);
      instance.startLoadBalancer(configuration, source, loaded);
    } catch (StartException | RuntimeException e) {
      instance.close();
      throw e;
    }
    return instance;
  }

  /** Where the admin HTTP listens. */
  public ListenAddress adminAddress() {
    AdminServer server = admin;
    return server == null ? new ListenAddress.Off() : server.address();
  }

  /**
   * Lets no new client in and waits for the live connections, for as long as the configuration
   * allows. The admin HTTP goes on and says that the process is not ready. Blocks.
   */
  public void drain() {
    isDraining = true;
    LoadBalancer balancer = loadBalancer();
    balancer.drain(balancer.configuration().settings().drainTimeout());
  }

  /** Aborts what is left and frees everything. */
  @Override
  public void close() {
    isDraining = true;
    if (reloader != null) {
      reloader.close();
    }
    LoadBalancer balancer = loadBalancer;
    if (balancer != null) {
      balancer.close();
    }
    if (admin != null) {
      admin.close();
    }
    metrics.close();
  }

  @Override
  public ProcessState state() {
    LoadBalancer balancer = loadBalancer;
    if (balancer == null) {
      return ProcessState.STARTING;
    }
    if (isDraining) {
      return ProcessState.DRAINING;
    }
    return balancer.isReady() ? ProcessState.READY : ProcessState.NOT_READY;
  }

  @Override
  public Configuration configuration() {
    return loadBalancer().configuration();
  }

  @Override
  public Statistics statistics() {
    return loadBalancer().statistics();
  }

  @Override
  public List<String> listeners() {
    return loadBalancer().listeners();
  }

  @Override
  public List<LiveConnection> connections(int most) {
    return loadBalancer().connections(most);
  }

  @Override
  public String transportReport() {
    return loadBalancer().transportReport();
  }

  @Override
  public ReloadReport lastReload() {
    return reloader().lastReport();
  }

  @Override
  public CompletableFuture<ReloadReport> reload() {
    return reloader().request();
  }

  private void startAdmin(ListenAddress address) throws StartException {
    if (address instanceof ListenAddress.Off) {
      return;
    }
    try {
      admin = AdminServer.start(address, new AdminApi(this, metrics));
      if (address instanceof ListenAddress.Tcp tcp
          && !tcp.address().toInetAddress().isLoopbackAddress()) {
        log.atWarn()
            .addKeyValue("admin", address)
            .log("admin HTTP can be reached from other machines and asks nobody who they are");
      }
    } catch (IOException e) {
      String failure = "cannot listen on " + address + " for the admin HTTP: " + e.getMessage();
      throw new StartException(Part.ADMIN, List.of(failure), e);
    }
  }

  private void startLoadBalancer(
      Configuration configuration, ConfigurationSource source, LoadResult loaded)
      throws StartException {
    try {
      LoadBalancer started = LoadBalancer.start(configuration);
      reloader =
          new Reloader(source, started::apply, loaded, configuration.settings(), Clock.systemUTC());
      loadBalancer = started;
    } catch (ApplyException e) {
      List<String> failures = e.failures().stream().map(Object::toString).toList();
      throw new StartException(Part.LOAD_BALANCER, failures, e);
    }
    List<String> listeners = listeners();
    log.atInfo()
        .addKeyValue("version", Version.text())
        .addKeyValue("services", configuration.services().size())
        .addKeyValue("listeners", listeners.size())
        .addKeyValue("admin", adminAddress())
        .log("started {}", transportReport());
    listeners.stream()
        .limit(LOGGED_LISTENERS)
        .forEach(listener -> log.atInfo().addKeyValue("address", listener).log("listening"));
  }

  private LoadBalancer loadBalancer() {
    LoadBalancer balancer = loadBalancer;
    if (balancer == null) {
      throw new IllegalStateException("not started");
    }
    return balancer;
  }

  private Reloader reloader() {
    loadBalancer();
    return Objects.requireNonNull(reloader);
  }
}
