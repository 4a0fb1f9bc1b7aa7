package io.sluice.config.kubernetes;

import io.sluice.config.model.IpAddress;
import io.sluice.config.model.ServiceName;
import io.sluice.config.problem.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Does what the endpoint slice controller does: turns the pods that a service selects into slices,
 * with named target ports resolved pod by pod. One thread at a time.
 */
final class SliceController {
  private final Map<String, NodeManifest> nodes;
  private final Problems problems;
  private final RepeatedNotes notes;
  private final Set<ServiceName> podsSpokenOf = new HashSet<>();

  /**
   * Makes the controller.
   *
   * @param nodes by name; when there are none, nothing is known of nodes and pods may be on any
   */
  SliceController(Map<String, NodeManifest> nodes, Problems problems, RepeatedNotes notes) {
    this.nodes = nodes;
    this.problems = problems;
    this.notes = notes;
  }

  /** The slices of a service; an empty one for each family without any pod. */
  List<EndpointSliceManifest> slices(ServiceManifest service, List<PodManifest> selected) {
    List<PodManifest> pods = new ArrayList<>(selected.size());
    for (PodManifest pod : selected) {
      if (!pod.isFinished() && hasNode(pod, service)) {
        pods.add(pod);
        noteUnready(pod, service);
      }
    }
    List<EndpointSliceManifest> slices = new ArrayList<>();
    SliceOwner owner = SliceOwner.of(service);
    for (IpFamily family : service.addresses().families()) {
      SliceBuilder builder = new SliceBuilder(owner, family);
      for (PodManifest pod : pods) {
        IpAddress ip = pod.ip(family);
        if (ip != null) {
          builder.add(endpoint(pod, ip, service), ports(pod, service));
        }
      }
      slices.addAll(builder.build());
    }
    return slices;
  }

  private boolean hasNode(PodManifest pod, ServiceManifest service) {
    boolean isKnown = pod.node() != null && nodes.containsKey(pod.node());
    if (nodes.isEmpty() || isKnown || service.publishesNotReady()) {
      return true;
    }
    if (podsSpokenOf.add(pod.metadata().qualifiedName())) {
      problems.warning(
          pod.metadata().position(),
          "spec.nodeName",
          "unknown-node",
          "pod "
              + pod.metadata()
              + (pod.node() == null
                  ? " is on no node and gets no connections"
                  : " is on an unknown node and gets no connections"));
    }
    return false;
  }

  private void noteUnready(PodManifest pod, ServiceManifest service) {
    ObjectMeta metadata = pod.metadata();
    boolean isUnready = !pod.isReady() && !service.publishesNotReady();
    boolean isWorthANote = pod.ips().isEmpty() || isUnready;
    if (!isWorthANote || !podsSpokenOf.add(metadata.qualifiedName())) {
      return;
    }
    if (pod.ips().isEmpty()) {
      String message = "a pod without status.podIP is no endpoint";
      notes.add("pod-without-address", message, metadata, metadata.position());
    } else {
      String message = "a pod without the condition Ready \"True\" gets no connections";
      notes.add("pod-not-ready", message, metadata, metadata.position());
    }
  }

  private SliceEndpoint endpoint(PodManifest pod, IpAddress ip, ServiceManifest service) {
    ObjectReference targetRef = ObjectReference.toPod(pod.metadata());
    return new SliceEndpoint(ip, pod.conditions(service), pod.node(), zone(pod), targetRef);
  }

  private @Nullable String zone(PodManifest pod) {
    NodeManifest node = pod.node() == null ? null : nodes.get(pod.node());
    return node == null ? null : node.zone();
  }

  /** A target port that the pod does not have is left out; the pod keeps its other ports. */
  private static List<SlicePort> ports(PodManifest pod, ServiceManifest service) {
    List<SlicePort> ports = new ArrayList<>(service.ports().size());
    for (ServicePortManifest port : service.ports()) {
      Integer number = pod.find(port.targetPort(), port.protocol());
      if (number != null) {
        ports.add(new SlicePort(port.name(), port.protocol(), number, port.appProtocol()));
      }
    }
    return ports;
  }
}
