package io.sluice.config.kubernetes;

import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Protocol;
import io.sluice.config.yaml.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads of a Pod what the endpoint controllers look at, and is lenient about all the rest. */
final class PodReader {
  private PodReader() {}

  static PodManifest read(Fields object, ObjectMeta metadata) {
    Fields spec = object.mapping("spec");
    Fields status = object.mapping("status");
    String phase = status == null ? null : status.text("phase");
    String node = spec == null ? null : NodeManifest.readName(spec);
    return new PodManifest(
        metadata,
        status == null ? List.of() : readIps(status),
        "Succeeded".equals(phase) || "Failed".equals(phase),
        status != null && readReady(status),
        node,
        spec == null ? List.of() : readNamedPorts(spec),
        Collections.unmodifiableMap(
            MetadataTree.withNamespace(ManifestTree.mapOf(object.node()), metadata)));
  }

  private static List<IpAddress> readIps(Fields status) {
    List<IpAddress> ips = new ArrayList<>();
    for (Fields podIp : status.mappings("podIPs")) {
      addIp(podIp, "ip", ips);
    }
    if (ips.isEmpty()) {
      addIp(status, "podIP", ips);
    }
    return List.copyOf(ips);
  }

  private static void addIp(Fields fields, String key, List<IpAddress> ips) {
    IpAddress ip = Addresses.readUnlessEmpty(fields, key);
    if (ip != null) {
      ips.add(ip);
    }
  }

  private static boolean readReady(Fields status) {
    for (Fields condition : status.mappings("conditions")) {
      if ("Ready".equals(condition.text("type"))) {
        return "True".equals(condition.text("status"));
      }
    }
    return false;
  }

  /** Containers in order, then the init containers that go on running beside them. */
  private static List<ContainerPort> readNamedPorts(Fields spec) {
    List<ContainerPort> ports = new ArrayList<>();
    for (Fields container : spec.mappings("containers")) {
      addNamedPorts(container, ports);
    }
    for (Fields container : spec.mappings("initContainers")) {
      if ("Always".equals(container.text("restartPolicy"))) {
        addNamedPorts(container, ports);
      }
    }
    return List.copyOf(ports);
  }

  private static void addNamedPorts(Fields container, List<ContainerPort> ports) {
    for (Fields port : container.mappings("ports")) {
      String name = port.text("name");
      Protocol protocol = port.choice("protocol", Choices.PROTOCOLS, Protocol.TCP);
      int number = port.integer("containerPort", 1, 65535, 0, "port-range", "a port");
      if (name != null && !name.isEmpty() && number > 0) {
        ports.add(new ContainerPort(name, protocol, number));
      }
    }
  }
}
