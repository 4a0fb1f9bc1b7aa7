package io.sluice.core.control;

import io.sluice.config.model.Configuration;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.Route;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.ServicePortName;
import io.sluice.config.model.Settings;
import io.sluice.config.model.Tls;
import io.sluice.config.model.UnixPath;
import io.sluice.core.listener.BindFailure;
import io.sluice.core.listener.Listener;
import io.sluice.core.listener.ListenerAddress;
import io.sluice.core.listener.Listeners;
import io.sluice.core.listener.OpeningListener;
import io.sluice.core.metrics.ConnectTimes;
import io.sluice.core.metrics.PipeStatistics;
import io.sluice.core.metrics.Statistics;
import io.sluice.core.net.ListeningOptions;
import io.sluice.core.net.stream.PipeCounters;
import io.sluice.core.tcp.ConnectionLimit;
import io.sluice.core.tls.CertificateStore;
import io.sluice.core.tls.TlsFileException;
import io.sluice.core.udp.SharedSessionBudget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns configurations into listeners and snapshots. Control thread only.
 *
 * <p>A change has two halves: everything new is bound and built first, then it is published.
 * Whatever fails in the first half is undone, and what served before has not noticed.
 */
public final class Controller {
  private static final Logger LOG = LoggerFactory.getLogger(Controller.class);

  private final Listeners listeners;
  private final OverloadWatch overload;
  private final ConnectTimes connectTimes;
  private final Capacity capacity;
  private final PipeCounters pipes;
  private final int loops;
  private final HashSeed hashSeed = new HashSeed();
  private final CertificateStore certificates = new CertificateStore();

  private final ServicePorts servicePorts;
  private final Map<ListenerAddress, Listener> bound = new HashMap<>();
  private long generation;

  /** Nothing configured. */
  public Controller(
      Listeners listeners,
      ConnectTimes connectTimes,
      Capacity capacity,
      PipeCounters pipes,
      int loops) {
    this.listeners = listeners;
    this.overload = new OverloadWatch(capacity.connections());
    this.connectTimes = connectTimes;
    this.capacity = capacity;
    this.pipes = pipes;
    this.loops = loops;
    this.servicePorts = new ServicePorts(loops);
  }

  /** Applies a configuration wholly, or not at all: then every failure is answered. */
  public List<ApplyObstacle> apply(Configuration configuration) {
    List<ApplyObstacle> failures = new ArrayList<>();
    refreshCertificates();
    Plan plan = plan(configuration, failures);
    if (!failures.isEmpty()) {
      return failures;
    }
    SocketChanges changes = new SocketChanges(listeners, failures);
    plan.servicePorts().forEach((name, port) -> changes.check(name, port.plan().port()));
    Map<ListenerAddress, Listener> opened = open(plan, failures);
    if (failures.isEmpty()) {
      changeOptions(plan, changes);
    }
    if (!failures.isEmpty()) {
      opened.values().forEach(Listener::close);
      changes.undo();
      return failures;
    }
    publish(plan, opened);
    shareCapacity(configuration.settings());
    certificates.retain(plan.tls());
    LOG.info(
        "configuration applied generation={} services={} listeners={} opened={}",
        generation,
        configuration.services().size(),
        bound.size(),
        opened.size());
    return List.of();
  }

  /**
   * Loads certificate files that have changed.
   *
   * @return what is wrong with some; the old ones serve on
   */
  public List<String> refreshCertificates() {
    return certificates.refresh();
  }

  /** Takes nothing new anywhere; connections and UDP sessions live on, these by their listeners. */
  public void drain() {
    bound.values().forEach(Listener::drain);
    closeListeners(address -> address.protocol() != Protocol.UDP);
  }

  /** Stops listening everywhere; connections live on, UDP sessions end. */
  public void closeListeners() {
    closeListeners(address -> true);
  }

  private void closeListeners(Predicate<ListenerAddress> which) {
    bound
        .entrySet()
        .removeIf(
            entry -> {
              boolean isChosen = which.test(entry.getKey());
              if (isChosen) {
                entry.getValue().close();
              }
              return isChosen;
            });
    listeners.onPublished(bound.keySet());
  }

  /** What is listened on, sorted. */
  public List<String> listenerAddresses() {
    return bound.keySet().stream().map(ListenerAddress::toString).sorted().toList();
  }

  /** Looks whether there is memory for more clients. */
  public void watchOverload() {
    overload.look();
  }

  /** Forgets clients whose session affinity has timed out, some at each call. */
  public void forgetClients() {
    servicePorts.forgetClients();
  }

  /** Frees what is no object of the heap alone. */
  public void close() {
    overload.close();
  }

  /** A reading of every counter. */
  public Statistics statistics() {
    ConnectionLimit connections = capacity.connections();
    SharedSessionBudget udpSessions = capacity.udpSessions();
    return new Statistics(
        generation,
        connections.active(),
        connections.max(),
        !connections.mayAccept(),
        overload.times(),
        udpSessions.active(),
        udpSessions.max(),
        connectTimes.sum(),
        new PipeStatistics(pipes.open(), pipes.capacity(), pipes.refused()),
        servicePorts.statistics());
  }

  /** What a configuration asks for; nothing is changed by it. */
  private record Plan(
      ServicePorts.Named named,
      Map<ServicePortName, ServicePortState.Prepared> servicePorts,
      Map<ListenerAddress, Served> listeners,
      Set<Tls> tls) {

    ServicePortName ownerOf(ListenerAddress address) {
      Served served = listeners.get(address);
      assert served != null : "only planned listeners are opened";
      return served.port();
    }

    ListeningOptions optionsOf(ListenerAddress address) {
      ServicePortState.Prepared port = servicePorts.get(ownerOf(address));
      assert port != null : "every listener serves a port of the plan";
      return ListeningOptions.of(port.sockets());
    }
  }

  /**
   * What a listener leads to.
   *
   * @param isIpv6 the family of endpoints
   */
  private record Served(ServicePortName port, boolean isIpv6) {}

  private Plan plan(Configuration configuration, List<ApplyObstacle> failures) {
    Settings settings = configuration.settings();
    Instance instance = new Instance(settings.place(), hashSeed.hashFor(settings.hashSeed()));
    ServicePorts.Named named = servicePorts.name(instance);
    Map<ServicePortName, ServicePortState.Prepared> ports = new LinkedHashMap<>();
    Set<Tls> tls = new HashSet<>();
    for (Service service : configuration.services()) {
      for (ServicePort port : service.ports()) {
        if (port.protocol() == Protocol.SCTP) {
          continue;
        }
        ServicePortName name = service.portName(port);
        tls.add(port.traffic().tls());
        try {
          TlsParts parts = TlsParts.of(port.traffic(), certificates, named::stateOf);
          ports.put(name, named.stateOf(name).prepare(port, instance, parts, generation + 1));
        } catch (TlsFileException e) {
          failures.add(new ApplyObstacle.OfCertificate(name, String.valueOf(e.getMessage())));
        }
      }
    }
    return new Plan(named, ports, wantedListeners(configuration, ports), tls);
  }

  private static Map<ListenerAddress, Served> wantedListeners(
      Configuration configuration, Map<ServicePortName, ServicePortState.Prepared> ports) {
    Map<ListenerAddress, Served> wanted = new LinkedHashMap<>();
    for (Service service : configuration.services()) {
      for (ServicePort port : service.ports()) {
        ServicePortName name = service.portName(port);
        // Without a usable endpoint nothing listens, so that clients learn of it at once.
        for (IpAddress vip : service.vips()) {
          if (isListening(ports.get(name), vip.isIpv6(), ports)) {
            wanted.put(
                new ListenerAddress.Vip(vip, port.port(), port.protocol()),
                new Served(name, vip.isIpv6()));
          }
        }
        // A unix socket has no family: it leads where the service's first VIP does.
        boolean isIpv6 = !service.vips().isEmpty() && service.vips().getFirst().isIpv6();
        for (UnixPath path : port.sockets()) {
          if (isListening(ports.get(name), isIpv6, ports)) {
            wanted.put(new ListenerAddress.UnixSocket(path), new Served(name, isIpv6));
          }
        }
      }
    }
    return wanted;
  }

  /** A port with routes is as good as the best of those that they lead to. */
  private static boolean isListening(
      ServicePortState.@Nullable Prepared prepared,
      boolean isIpv6Vip,
      Map<ServicePortName, ServicePortState.Prepared> ports) {
    if (prepared == null) {
      return false;
    }
    List<Route> routes = prepared.plan().port().traffic().routes();
    if (routes.isEmpty()) {
      return prepared.isListening(isIpv6Vip);
    }
    return routes.stream()
        .map(route -> ports.get(route.target()))
        .anyMatch(target -> target != null && target.isListening(isIpv6Vip));
  }

  private Map<ListenerAddress, Listener> open(Plan plan, List<ApplyObstacle> failures) {
    boolean isRoomy = capacity.hasRoomForListeners((long) plan.listeners().size() * loops);
    Listeners.Spread spread = isRoomy ? Listeners.Spread.EVERY_LOOP : Listeners.Spread.ONE_LOOP;
    // All are started before any is awaited: loops bind side by side.
    List<OpeningListener> opening = new ArrayList<>();
    for (ListenerAddress address : plan.listeners().keySet()) {
      if (!bound.containsKey(address) && listeners.canOpen(address)) {
        try {
          opening.add(listeners.open(address, plan.optionsOf(address), spread));
        } catch (IOException e) {
          failures.add(failure(plan, address, e));
        }
      }
    }
    Map<ListenerAddress, Listener> opened = new LinkedHashMap<>();
    for (OpeningListener listener : opening) {
      try {
        opened.put(listener.address(), listener.await());
      } catch (IOException e) {
        failures.add(failure(plan, listener.address(), e));
      }
    }
    return opened;
  }

  private static ApplyObstacle failure(Plan plan, ListenerAddress address, IOException cause) {
    String reason = BindFailure.explain(cause, address);
    return new ApplyObstacle.OfListener(plan.ownerOf(address), address, reason);
  }

  /** On the listeners that stay: closing them would lose who waits in their queues. */
  private void changeOptions(Plan plan, SocketChanges changes) {
    bound.forEach(
        (address, listener) -> {
          if (plan.listeners().containsKey(address)) {
            changes.change(plan.ownerOf(address), listener, plan.optionsOf(address));
          }
        });
  }

  private void publish(Plan plan, Map<ListenerAddress, Listener> opened) {
    generation++;
    servicePorts.publish(plan.servicePorts(), plan.named());
    bound.putAll(opened);
    plan.listeners()
        .forEach(
            (address, served) ->
                listenerAt(address)
                    .serve(servicePorts.published(served.port()).entryFor(served.isIpv6())));
    closeListeners(address -> !plan.listeners().containsKey(address));
  }

  private Listener listenerAt(ListenerAddress address) {
    Listener listener = bound.get(address);
    if (listener == null) {
      throw new IllegalStateException("no listener at " + address);
    }
    return listener;
  }

  private void shareCapacity(Settings settings) {
    int sockets = bound.values().stream().mapToInt(Listener::socketCount).sum();
    long udpListeners =
        bound.keySet().stream().filter(address -> address.protocol() == Protocol.UDP).count();
    capacity.share(settings, sockets, udpListeners);
  }
}
