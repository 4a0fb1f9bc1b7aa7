package io.sluice.core.control;

import io.sluice.config.model.Protocol;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePortName;
import io.sluice.core.affinity.AffinityTable;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.metrics.ServicePortStatistics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is kept of services and their ports from one configuration to the next. Control thread. */
final class ServicePorts {
  /** Service ports whose tables of session affinity are looked through at a time. */
  private static final int PORTS_A_LOOK = 64;

  private final int loops;
  private Map<ServicePortName, ServicePortState> published = new LinkedHashMap<>();
  private Map<ServiceName, ServiceState> services = new HashMap<>();

  // Ports that left the configuration while they had connections. Those are counted, and should
  // the port return they count against its limits.
  private final Map<ServicePortName, ServicePortState> retired = new LinkedHashMap<>();
  private int nextToForget;

  ServicePorts(int loops) {
    this.loops = loops;
  }

  /** What a configuration names, known or new; changes nothing that serves. */
  final class Named {
    private final Instance instance;
    private final Map<ServiceName, ServiceState> namedServices = new HashMap<>();
    private final Map<ServicePortName, ServicePortState> namedPorts = new HashMap<>();

    private Named(Instance instance) {
      this.instance = instance;
    }

    /** Routes lead to ports that come later: each has one state, whoever asks for it first. */
    ServicePortState stateOf(ServicePortName name) {
      return namedPorts.computeIfAbsent(name, this::knownOrNew);
    }

    private ServicePortState knownOrNew(ServicePortName name) {
      ServiceState service =
          namedServices.computeIfAbsent(
              name.service(),
              each -> knownService(each).orElseGet(() -> new ServiceState(instance)));
      ServicePortState known = published.getOrDefault(name, retired.get(name));
      return known == null ? new ServicePortState(name, service, loops) : known;
    }
  }

  /** For the next configuration; whatever was named for one that failed is forgotten. */
  Named name(Instance instance) {
    services.values().forEach(ServiceState::forgetPlan);
    return new Named(instance);
  }

  private Optional<ServiceState> knownService(ServiceName name) {
    return Optional.ofNullable(services.get(name))
        .or(
            () ->
                retired.values().stream()
                    .filter(port -> port.name().service().equals(name))
                    .map(ServicePortState::service)
                    .findFirst());
  }

  /** From now on these serve; the others are kept as long as they have connections. */
  void publish(Map<ServicePortName, ServicePortState.Prepared> prepared, Named named) {
    Map<ServicePortName, ServicePortState> next = new LinkedHashMap<>();
    prepared.forEach(
        (name, port) -> {
          port.publish();
          next.put(name, port.state());
        });
    published.forEach((name, state) -> retireIfGone(next.get(name), state));
    retired.keySet().removeAll(next.keySet());
    forgetRetired();
    published = next;
    services = named.namedServices;
    onPublished();
  }

  /** Tells the services which endpoints the ports have that share a table of session affinity. */
  private void onPublished() {
    Map<ServiceState, List<Endpoint>> eligible = new HashMap<>();
    for (ServicePortState port : published.values()) {
      if (port.hasServiceAffinity()) {
        eligible
            .computeIfAbsent(port.service(), service -> new ArrayList<>())
            .addAll(port.eligible());
      }
    }
    services.values().forEach(service -> service.onPublished(eligible.get(service)));
  }

  private void retireIfGone(@Nullable ServicePortState next, ServicePortState state) {
    if (next == null && state.active() > 0) {
      state.retire();
      retired.put(state.name(), state);
    }
  }

  private void forgetRetired() {
    retired.values().removeIf(state -> state.active() == 0);
  }

  /** One that serves. */
  ServicePortState published(ServicePortName name) {
    ServicePortState state = published.get(name);
    if (state == null) {
      throw new IllegalStateException("no service port " + name);
    }
    return state;
  }

  /** A reading of every counter, those of ports included that only have connections left. */
  List<ServicePortStatistics> statistics() {
    forgetRetired();
    Stream<ServicePortState> left =
        retired.values().stream().filter(state -> !isNamePublished(state.name()));
    return Stream.concat(published.values().stream(), left)
        .map(ServicePortState::statistics)
        .toList();
  }

  /** Readings are told apart by name, whatever the protocol. */
  private boolean isNamePublished(ServicePortName name) {
    return Stream.of(Protocol.values())
        .map(protocol -> new ServicePortName(name.service(), name.portName(), protocol))
        .anyMatch(published::containsKey);
  }

  /**
   * Forgets clients whose session affinity has timed out, of a part of the ports at each call, so
   * that no call takes long.
   */
  void forgetClients() {
    List<ServicePortState> ports = List.copyOf(published.values());
    Set<AffinityTable<?>> done = Collections.newSetFromMap(new IdentityHashMap<>());
    long now = System.nanoTime();
    for (int i = 0; i < Math.min(PORTS_A_LOOK, ports.size()); i++) {
      nextToForget = (nextToForget + 1) % ports.size();
      ServicePortState port = ports.get(nextToForget);
      AffinityTable<?> table = port.affinityTable();
      if (table != null && done.add(table)) {
        port.forgetExpired(now);
      }
    }
  }
}
