package io.sluice.core;

import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.sluice.config.model.Configuration;
import io.sluice.config.model.Settings;
import io.sluice.config.model.ZeroCopy;
import io.sluice.core.control.ApplyObstacle;
import io.sluice.core.control.Capacity;
import io.sluice.core.control.Controller;
import io.sluice.core.control.OverloadWatch;
import io.sluice.core.listener.Listeners;
import io.sluice.core.listener.UdpListeners;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.metrics.ConnectTimes;
import io.sluice.core.metrics.LiveConnection;
import io.sluice.core.metrics.Statistics;
import io.sluice.core.net.DescriptorLimit;
import io.sluice.core.net.TransportChoice;
import io.sluice.core.net.stream.PipeCounters;
import io.sluice.core.tcp.ConnectionLimit;
import io.sluice.core.tcp.RelayLoop;
import io.sluice.core.tcp.RelayPaths;
import io.sluice.core.udp.OwnListeners;
import io.sluice.core.udp.SharedSessionBudget;
import io.sluice.core.udp.UdpLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running load balancer. Every method may be called from any thread that is not an event loop.
 */
public final class LoadBalancer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoadBalancer.class);

  private static final long DRAIN_POLL_MILLIS = 20;
  private static final long LISTING_SECONDS = 5;
  private static final Duration FORGETTING = Duration.ofSeconds(1);
  private static final Duration CERTIFICATE_CHECK = Duration.ofSeconds(10);

  private final TransportChoice transport;
  private final ZeroCopy zeroCopy;
  private final MultiThreadIoEventLoopGroup group;
  private final List<RelayLoop> relayLoops = new ArrayList<>();
  private final List<UdpLoop> udpLoops = new ArrayList<>();
  private final ConnectionLimit limit;
  private final SharedSessionBudget udpSessions;
  private final PipeCounters pipes = new PipeCounters();
  private final ControlThread control = new ControlThread();
  private final Controller controller;

  // Written by the control thread; read by any thread.
  private volatile Configuration configuration;
  private volatile boolean isDraining;

  private LoadBalancer(Configuration first, RelayPaths.Kind kind) {
    Settings settings = first.settings();
    configuration = first;
    transport = TransportChoice.choose(settings.transport());
    // Channels copy, whatever is configured.
    zeroCopy = transport.transport().hasStreams() ? settings.zeroCopy() : ZeroCopy.OFF;
    int loops =
        settings.eventLoops() == Settings.AUTO
            ? Runtime.getRuntime().availableProcessors()
            : settings.eventLoops();
    group =
        new MultiThreadIoEventLoopGroup(
            loops,
            new DefaultThreadFactory("sluice-loop"),
            transport.transport().newIoHandlerFactory());
    DescriptorLimit descriptors = DescriptorLimit.ofThisProcess();
    ConnectTimes connectTimes = new ConnectTimes(loops);
    limit = new ConnectionLimit(descriptors.connectionsBeside(0));
    udpSessions = new SharedSessionBudget(1);
    OwnListeners ownListeners = new OwnListeners();
    RelayPaths paths =
        new RelayPaths(kind, settings.zeroCopy(), pipes, descriptors.pipesOfALoop(loops));
    for (EventExecutor executor : group) {
      IoEventLoop eventLoop = (IoEventLoop) executor;
      int index = relayLoops.size();
      udpLoops.add(new UdpLoop(index, eventLoop, transport.transport(), udpSessions, ownListeners));
      relayLoops.add(
          new RelayLoop(index, eventLoop, transport.transport(), paths, limit, connectTimes));
    }
    Listeners listeners =
        new Listeners(
            transport.transport(),
            limit,
            relayLoops,
            new UdpListeners(transport.transport(), udpLoops, ownListeners));
    Capacity capacity = new Capacity(descriptors, limit, udpSessions);
    controller = new Controller(listeners, connectTimes, capacity, pipes, loops);
    control.every(CERTIFICATE_CHECK, controller::refreshCertificates);
    control.every(OverloadWatch.PERIOD, controller::watchOverload);
    control.every(FORGETTING, controller::forgetClients);
  }

  /**
   * Binds every listener that has a usable endpoint and serves.
   *
   * @throws ApplyException naming every listener that could not be bound; nothing is left bound
   */
  public static LoadBalancer start(Configuration configuration) throws ApplyException {
    return start(configuration, RelayPaths.Kind.SOCKETS);
  }

  /**
   * The same with relays of a kind, for comparing them.
   *
   * @throws ApplyException naming every listener that could not be bound; nothing is left bound
   */
  public static LoadBalancer start(Configuration configuration, RelayPaths.Kind kind)
      throws ApplyException {
    LoadBalancer loadBalancer = new LoadBalancer(configuration, kind);
    if (loadBalancer.transport.isFallback()) {
      LOG.warn("configured transport is missing {}", loadBalancer.transportReport());
    }
    try {
      loadBalancer.apply(configuration);
      return loadBalancer;
    } catch (ApplyException e) {
      loadBalancer.close();
      throw e;
    }
  }

  /**
   * Replaces the configuration: binds everything new first, publishes, then retires what is gone.
   * Settings that need a new process (transport, eventLoops) are kept as they are.
   *
   * @throws ApplyException naming every listener that could not be bound; the old configuration
   *     serves on as if nothing had happened
   */
  public void apply(Configuration wanted) throws ApplyException {
    List<ApplyObstacle> failures =
        control.call(
            () -> {
              if (isDraining) {
                throw new IllegalStateException("draining: no configuration can be applied");
              }
              List<ApplyObstacle> found = controller.apply(wanted);
              if (found.isEmpty()) {
                configuration = wanted;
              }
              return found;
            });
    if (!failures.isEmpty()) {
      throw new ApplyException(failures.stream().map(LoadBalancer::applyFailure).toList());
    }
  }

  /**
   * Loads certificate files that have changed; happens by itself every ten seconds and when a
   * configuration is applied. Connections under way keep theirs.
   *
   * @return what is wrong with some; the old ones serve on
   */
  public List<String> refreshCertificates() {
    return control.call(controller::refreshCertificates);
  }

  /** The configuration that serves. */
  public Configuration configuration() {
    return configuration;
  }

  /** Configuration applied, every listener that has a usable endpoint bound, not draining. */
  public boolean isReady() {
    return !isDraining;
  }

  /** The listening sockets' addresses, such as {@code 127.0.0.1:8080/TCP}, sorted. */
  public List<String> listeners() {
    return control.call(controller::listenerAddresses);
  }

  /** The transport in use and why, and by what bytes may pass, for the log. */
  public String transportReport() {
    return "transport="
        + transport.transport().label()
        + " reason=\""
        + transport.reason()
        + "\" zeroCopy="
        + zeroCopy.label()
        + " eventLoops="
        + relayLoops.size();
  }

  /** A reading of every counter. */
  public Statistics statistics() {
    return control.call(controller::statistics);
  }

  /**
   * Client connections that live now, the newest first; no UDP sessions. Blocks until every event
   * loop has answered; one that has not within seconds is left out.
   *
   * @param most the newest of all, so many
   */
  public List<LiveConnection> connections(int most) {
    if (group.isShuttingDown()) {
      return List.of();
    }
    long now = System.nanoTime();
    List<CompletableFuture<List<LiveConnection>>> answers =
        relayLoops.stream()
            .map(
                loop ->
                    loop.describe(most, now)
                        .completeOnTimeout(List.of(), LISTING_SECONDS, TimeUnit.SECONDS))
            .toList();
    return answers.stream()
        .flatMap(answer -> answer.join().stream())
        .sorted(Comparator.comparingLong(LiveConnection::ageNanos))
        .limit(most)
        .toList();
  }

  /**
   * Takes nothing new and waits until the last connection and UDP session has ended, or the timeout
   * has passed; then what is left is aborted. Blocks.
   */
  public void drain(Duration timeout) {
    control.call(
        () -> {
          isDraining = true;
          controller.drain();
          return true;
        });
    long deadline = System.nanoTime() + timeout.toNanos();
    while (isInUse() && System.nanoTime() - deadline < 0) {
      pause(DRAIN_POLL_MILLIS);
    }
    try {
      abortWhatIsLeft();
    } finally {
      stopListening();
    }
  }

  private void abortWhatIsLeft() {
    if (isInUse()) {
      LOG.warn(
          "drain timeout passed, what is left is aborted connections={} udpSessions={}",
          limit.active(),
          udpSessions.active());
      closeRelays();
    }
  }

  private boolean isInUse() {
    return limit.active() > 0 || udpSessions.active() > 0;
  }

  /** Aborts every connection and frees everything. A second call does nothing. */
  @Override
  public void close() {
    if (group.isShuttingDown()) {
      return;
    }
    try {
      closeSockets();
    } finally {
      group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
      control.close();
      controller.close();
    }
  }

  private void closeSockets() {
    stopListening();
    closeRelays();
    onEachLoop(udpLoops.stream().map(loop -> loop.eventLoop().submit(loop::close)));
    // In another turn: until then the kernel may have to do with the memory that goes.
    onEachLoop(
        relayLoops.stream()
            .map(loop -> loop.eventLoop().schedule(loop::close, 1, TimeUnit.MILLISECONDS)));
  }

  private void stopListening() {
    control.call(
        () -> {
          isDraining = true;
          controller.closeListeners();
          return true;
        });
  }

  private void closeRelays() {
    onEachLoop(
        relayLoops.stream()
            .map(loop -> loop.eventLoop().submit(() -> loop.closeAll(CloseReason.DRAINED))));
  }

  private static void onEachLoop(Stream<? extends Future<?>> tasks) {
    // All at once, then wait.
    tasks.toList().forEach(Future::syncUninterruptibly);
  }

  private static ApplyFailure applyFailure(ApplyObstacle obstacle) {
    return switch (obstacle) {
      case ApplyObstacle.OfListener(var port, var address, var reason) ->
          new ListenerFailure(port, address.toString(), reason);
      case ApplyObstacle.OfCertificate(var port, var reason) ->
          new CertificateFailure(port, reason);
      case ApplyObstacle.OfSocket(var port, var reason) -> new SocketFailure(port, reason);
    };
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while draining", e);
    }
  }
}
