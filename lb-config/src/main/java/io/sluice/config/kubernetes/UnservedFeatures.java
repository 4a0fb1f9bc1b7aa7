package io.sluice.config.kubernetes;

import io.sluice.config.model.Protocol;
import io.sluice.config.yaml.Fields;
import java.util.List;
import java.util.Map;

/**
 * Tells what a Service asks for that this version does not do: as a warning where clients would
 * notice, as a note where traffic is served all the same.
 */
final class UnservedFeatures {
  private static final String LOCAL = "Local";
  private static final Map<String, String> TRAFFIC_POLICIES = Choices.words("Cluster", LOCAL);
  private static final String TOPOLOGY_MODE = "service.kubernetes.io/topology-mode";

  private final Fields spec;
  private final ServiceManifest service;
  private final RepeatedNotes notes;

  private UnservedFeatures(Fields spec, ServiceManifest service, RepeatedNotes notes) {
    this.spec = spec;
    this.service = service;
    this.notes = notes;
  }

  static void tell(Fields spec, ServiceManifest service, RepeatedNotes notes) {
    UnservedFeatures features = new UnservedFeatures(spec, service, notes);
    if (!service.isProxied()) {
      features.noteOtherProxy();
    } else if (!service.addresses().isHeadless()) {
      features.warnWithoutVip();
      features.tellOfPorts();
      features.noteTrafficPolicies();
      features.noteTopology();
    }
  }

  private void noteOtherProxy() {
    if (!service.isExternalName()) {
      ObjectMeta metadata = service.metadata();
      notes.add(
          "other-proxy",
          "the label " + ServiceManifest.PROXY_NAME_LABEL + " gives a service to another proxy",
          metadata,
          metadata.position());
    }
  }

  private void warnWithoutVip() {
    if (service.vips().isEmpty()) {
      spec.problems()
          .warning(
              service.metadata().position(),
              spec.path("clusterIP"),
              "no-vip",
              service.metadata()
                  + " has no address to serve; write the one that clients use to clusterIP");
    }
  }

  private void tellOfPorts() {
    for (ServicePortManifest port : service.ports()) {
      if (port.protocol() == Protocol.SCTP) {
        spec.problems()
            .warning(
                port.position(),
                port.path(),
                "protocol-not-served",
                "port " + port.port() + " is not served: this version serves TCP and UDP");
      }
      if (port.nodePort() > 0) {
        String message = "node ports are not served";
        notes.add("node-port-not-served", message, service.metadata(), port.position());
      }
    }
  }

  private void noteTrafficPolicies() {
    for (String policy : List.of("externalTrafficPolicy", "internalTrafficPolicy")) {
      if (spec.choice(policy, TRAFFIC_POLICIES, "Cluster").equals(LOCAL)) {
        String message = policy + " Local acts as Cluster";
        notes.add("traffic-policy", message, service.metadata(), spec.position(policy));
      }
    }
  }

  private void noteTopology() {
    ObjectMeta metadata = service.metadata();
    if (metadata.annotations().containsKey(TOPOLOGY_MODE)) {
      String message = TOPOLOGY_MODE + " is not heeded; trafficDistribution is";
      notes.add("topology", message, metadata, metadata.position());
    }
  }
}
