package io.sluice.config.kubernetes;

import io.sluice.config.kubernetes.EndpointsManifest.Subset;
import io.sluice.config.model.Conditions;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Protocol;
import io.sluice.config.yaml.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads a v1 Endpoints object. */
final class EndpointsReader {
  private static final Conditions NOT_READY = new Conditions(false, false, false);

  private EndpointsReader() {}

  static EndpointsManifest read(Fields object, ObjectMeta metadata) {
    List<Subset> subsets = new ArrayList<>();
    for (Fields subset : object.mappings("subsets")) {
      List<SliceEndpoint> endpoints = new ArrayList<>();
      addEndpoints(subset, "addresses", Conditions.READY, endpoints);
      addEndpoints(subset, "notReadyAddresses", NOT_READY, endpoints);
      subsets.add(new Subset(List.copyOf(endpoints), readPorts(subset)));
      subset.warnOfUnknownKeys();
    }
    object.ignore("apiVersion", "kind", "metadata");
    object.warnOfUnknownKeys();
    return new EndpointsManifest(
        metadata,
        List.copyOf(subsets),
        Collections.unmodifiableMap(
            MetadataTree.withNamespace(ManifestTree.mapOf(object.node()), metadata)));
  }

  private static void addEndpoints(
      Fields subset, String key, Conditions conditions, List<SliceEndpoint> endpoints) {
    for (Fields item : subset.mappings(key)) {
      if (!item.has("ip")) {
        item.missing("ip");
      }
      IpAddress address = Addresses.read(item, "ip");
      String node = NodeManifest.readName(item);
      ObjectReference targetRef = ObjectReference.read(item);
      item.ignore("hostname");
      item.warnOfUnknownKeys();
      if (address != null) {
        endpoints.add(new SliceEndpoint(address, conditions, node, null, targetRef));
      }
    }
  }

  private static List<SlicePort> readPorts(Fields subset) {
    List<SlicePort> ports = new ArrayList<>();
    for (Fields port : subset.mappings("ports")) {
      String name = port.text("name");
      Protocol protocol = port.choice("protocol", Choices.PROTOCOLS, Protocol.TCP);
      if (!port.has("port")) {
        port.missing("port");
      }
      int number = port.integer("port", 1, 65535, 0, "port-range", "a port");
      String appProtocol = port.text("appProtocol");
      port.warnOfUnknownKeys();
      if (number > 0) {
        ports.add(new SlicePort(name == null ? "" : name, protocol, number, appProtocol));
      }
    }
    return List.copyOf(ports);
  }
}
