package io.sluice.config.kubernetes;

import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.Inventory;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Manifest;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePort;
import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problems;
import io.sluice.config.schema.PortSettings;
import io.sluice.config.validate.TlsFileUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Puts together what was read: gives each service its slices and turns them into the model. Used
 * once, by one thread.
 */
final class ManifestAssembly {
  private static final Comparator<Manifest> BY_NAME =
      Comparator.comparing(Manifest::namespace).thenComparing(Manifest::name);

  private final ManifestSet given;
  private final RepeatedNotes notes;
  private final SliceController controller;
  private final Map<ServiceName, List<EndpointSliceManifest>> slices = new HashMap<>();
  private final LabelIndex<PodManifest> pods = new LabelIndex<>(pod -> pod.metadata().labels());
  private final LabelIndex<DeploymentManifest> deployments =
      new LabelIndex<>(DeploymentManifest::podLabels);

  /** Deployments whose addresses are known from elsewhere than from pods. */
  private final Set<ServiceName> addressed = new HashSet<>();

  private final List<Service> services = new ArrayList<>();
  private final Map<ServiceName, Position> positions = new HashMap<>();
  private final List<Manifest> serviceObjects = new ArrayList<>();
  private final List<Manifest> sliceObjects = new ArrayList<>();
  private final List<Manifest> endpointsObjects = new ArrayList<>();
  private final List<Manifest> podObjects = new ArrayList<>();

  ManifestAssembly(ManifestSet given, Problems problems, RepeatedNotes notes) {
    this.given = given;
    this.notes = notes;
    this.controller = new SliceController(given.nodes, problems, notes);
  }

  KubernetesObjects assemble(List<TlsFileUse> tlsFiles) {
    index();
    for (ServiceManifest service : given.services) {
      addService(service);
    }
    noteDeploymentsWithoutAddress();
    services.sort(Comparator.comparing(Service::name));
    return new KubernetesObjects(services, inventory(), positions, tlsFiles);
  }

  private void index() {
    for (EndpointSliceManifest slice : given.slices) {
      sliceObjects.add(manifest("EndpointSlice", slice.metadata(), slice.source()));
      ServiceName service = slice.service();
      if (service != null) {
        slices.computeIfAbsent(service, name -> new ArrayList<>()).add(slice);
      }
    }
    for (EndpointsManifest endpoints : given.endpoints.values()) {
      endpointsObjects.add(manifest("Endpoints", endpoints.metadata(), endpoints.tree()));
    }
    for (PodManifest pod : given.pods) {
      podObjects.add(manifest("Pod", pod.metadata(), pod.tree()));
      pods.add(pod.metadata().namespace(), pod);
    }
    for (DeploymentManifest deployment : given.deployments) {
      deployments.add(deployment.metadata().namespace(), deployment);
    }
  }

  private void addService(ServiceManifest service) {
    serviceObjects.add(manifest("Service", service.metadata(), service.tree()));
    List<EndpointSliceManifest> own = List.copyOf(slicesOf(service));
    if (!own.isEmpty() && !given.endpoints.containsKey(service.name())) {
      IpFamily first = service.addresses().families().iterator().next();
      SliceOwner owner = SliceOwner.of(service);
      endpointsObjects.add(
          manifest("Endpoints", service.metadata(), () -> EndpointsTree.of(owner, first, own)));
    }
    if (service.isProxied()) {
      services.add(model(service, own));
      positions.put(service.name(), service.metadata().position());
    }
  }

  /** Slices are the live truth; pods are the next best; Endpoints are for services without. */
  private List<EndpointSliceManifest> slicesOf(ServiceManifest service) {
    if (service.isExternalName()) {
      return List.of();
    }
    List<EndpointSliceManifest> own = slices.get(service.name());
    if (own != null) {
      addressDeployments(service);
      own.sort(Comparator.comparing(slice -> slice.metadata().name()));
      return own;
    }
    List<PodManifest> selectedPods = selected(pods, service);
    EndpointsManifest endpoints = given.endpoints.get(service.name());
    List<EndpointSliceManifest> derived = List.of();
    if (selectedPods.isEmpty() && endpoints != null) {
      addressDeployments(service);
      derived = endpoints.mirrored();
    } else if (!service.selector().isEmpty()) {
      derived = controller.slices(service, selectedPods);
      if (selectedPods.isEmpty()) {
        notes.add(
            "no-pod-selected",
            "the selector matches no pod",
            service.metadata(),
            service.metadata().position());
      }
    }
    for (EndpointSliceManifest slice : derived) {
      sliceObjects.add(manifest("EndpointSlice", slice.metadata(), slice.source()));
    }
    return derived;
  }

  private void addressDeployments(ServiceManifest service) {
    for (DeploymentManifest deployment : selected(deployments, service)) {
      addressed.add(deployment.metadata().qualifiedName());
    }
  }

  private static <T> List<T> selected(LabelIndex<T> index, ServiceManifest service) {
    return index.matching(service.metadata().namespace(), service.selector());
  }

  private static Service model(ServiceManifest service, List<EndpointSliceManifest> slices) {
    boolean isHeadless = service.addresses().isHeadless();
    List<EndpointSliceManifest> visible =
        slices.stream().filter(slice -> isHeadless || !slice.isHeadless()).toList();
    Set<IpFamily> families = families(service);
    List<ServicePort> ports = new ArrayList<>(service.ports().size());
    for (ServicePortManifest port : service.ports()) {
      List<EndpointSpec> endpoints =
          EndpointResolution.endpoints(port.name(), port.protocol(), visible, families);
      PortSettings settings = service.settings(port);
      ports.add(
          new ServicePort(
              port.name(),
              port.protocol(),
              port.port(),
              service.sockets(port),
              port.targetPort(),
              settings.connections(),
              settings.traffic(),
              endpoints));
    }
    return new Service(service.name(), service.metadata().labels(), service.vips(), ports);
  }

  /** Endpoints of a family in which the service has no VIP are invisible. */
  private static Set<IpFamily> families(ServiceManifest service) {
    Set<IpFamily> families = EnumSet.noneOf(IpFamily.class);
    for (IpAddress vip : service.vips()) {
      families.add(IpFamily.of(vip));
    }
    return families.isEmpty() ? EnumSet.allOf(IpFamily.class) : families;
  }

  private void noteDeploymentsWithoutAddress() {
    for (DeploymentManifest deployment : given.deployments) {
      ObjectMeta metadata = deployment.metadata();
      boolean hasLabels = !deployment.matchLabels().isEmpty();
      if (hasLabels
          && !addressed.contains(metadata.qualifiedName())
          && pods.matching(metadata.namespace(), deployment.matchLabels()).isEmpty()) {
        notes.add(
            "deployment-without-pods",
            "a Deployment alone has no addresses; add the Pods or EndpointSlices, or try"
                + " `sluice demo`",
            metadata,
            metadata.position());
      }
    }
  }

  private Inventory inventory() {
    serviceObjects.sort(BY_NAME);
    sliceObjects.sort(BY_NAME);
    endpointsObjects.sort(BY_NAME);
    podObjects.sort(BY_NAME);
    return new Inventory(serviceObjects, sliceObjects, endpointsObjects, podObjects);
  }

  private static Manifest manifest(String kind, ObjectMeta metadata, Map<String, Object> tree) {
    return manifest(kind, metadata, () -> tree);
  }

  private static Manifest manifest(
      String kind, ObjectMeta metadata, Supplier<Map<String, Object>> source) {
    return new Manifest(kind, metadata.namespace(), metadata.name(), source);
  }
}
