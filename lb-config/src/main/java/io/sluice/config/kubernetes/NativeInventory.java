package io.sluice.config.kubernetes;

import io.sluice.config.model.EndpointAddress;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.Inventory;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Manifest;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePort;
import io.sluice.config.problem.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes the objects that stand for native services. Used once, by one thread. */
final class NativeInventory {
  private static final Position NOWHERE = Position.of("");
  private static final Comparator<Manifest> BY_NAME =
      Comparator.comparing(Manifest::namespace).thenComparing(Manifest::name);

  private final List<Manifest> services = new ArrayList<>();
  private final List<Manifest> slices = new ArrayList<>();
  private final List<Manifest> endpoints = new ArrayList<>();

  NativeInventory(List<Service> services) {
    services.forEach(this::add);
  }

  Inventory inventory() {
    services.sort(BY_NAME);
    slices.sort(BY_NAME);
    endpoints.sort(BY_NAME);
    return new Inventory(services, slices, endpoints, List.of());
  }

  private void add(Service service) {
    services.add(manifest("Service", service.name(), () -> ServiceTree.of(service)));
    SliceOwner.Kind kind =
        service.vips().isEmpty() ? SliceOwner.Kind.HEADLESS_SERVICE : SliceOwner.Kind.SERVICE;
    SliceOwner owner = new SliceOwner(kind, service.name(), service.labels(), null, null, NOWHERE);
    List<EndpointSliceManifest> own = slices(owner, service);
    for (EndpointSliceManifest slice : own) {
      ServiceName name = slice.metadata().qualifiedName();
      slices.add(manifest("EndpointSlice", name, slice.source()));
    }
    List<EndpointSpec> sockets = sockets(service);
    if (!sockets.isEmpty()) {
      String name = SliceName.prefix(owner) + StableSuffix.of(service.name() + " unix");
      ServiceName qualified = new ServiceName(service.name().namespace(), name);
      slices.add(
          manifest("EndpointSlice", qualified, () -> SliceTree.ofSockets(owner, name, sockets)));
    }
    IpFamily first = ServiceTree.families(service).getFirst();
    endpoints.add(
        manifest("Endpoints", service.name(), () -> EndpointsTree.of(owner, first, own, sockets)));
  }

  /** A service with such endpoints has one target port, so each stands for all of its ports. */
  private static List<EndpointSpec> sockets(Service service) {
    return service.ports().stream()
        .flatMap(port -> port.endpoints().stream())
        .filter(spec -> spec.address() instanceof EndpointAddress.UnixSocket)
        .distinct()
        .toList();
  }

  private static List<EndpointSliceManifest> slices(SliceOwner owner, Service service) {
    Map<Key, List<SlicePort>> portsByEndpoint = new LinkedHashMap<>();
    for (ServicePort port : service.ports()) {
      Map<SliceEndpoint, Integer> seen = new HashMap<>();
      for (EndpointSpec spec : port.endpoints()) {
        if (spec.address() instanceof EndpointAddress.Network(IpAddress ip, int number)) {
          SliceEndpoint endpoint =
              new SliceEndpoint(ip, spec.conditions(), spec.node(), spec.zone(), null);
          Key key = new Key(endpoint, seen.merge(endpoint, 1, Integer::sum));
          portsByEndpoint
              .computeIfAbsent(key, absent -> new ArrayList<>())
              .add(new SlicePort(port.name(), port.protocol(), number, null));
        }
      }
    }
    List<EndpointSliceManifest> slices = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      SliceBuilder builder = new SliceBuilder(owner, family);
      portsByEndpoint.forEach(
          (key, ports) -> {
            if (IpFamily.of(key.endpoint.address()) == family) {
              builder.add(key.endpoint, ports);
            }
          });
      if (!builder.isEmpty()) {
        slices.addAll(builder.build());
      }
    }
    return slices;
  }

  private static Manifest manifest(
      String kind, ServiceName name, Supplier<Map<String, Object>> source) {
    return new Manifest(kind, name.namespace(), name.name(), source);
  }

  /**
   * One address may stand behind one service port with several numbers.
   *
   * @param occurrence from 1, which of the numbers
   */
  private record Key(SliceEndpoint endpoint, int occurrence) {}
}
