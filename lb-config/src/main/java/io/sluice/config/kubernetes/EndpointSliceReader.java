package io.sluice.config.kubernetes;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Protocol;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an EndpointSlice with the API server's defaults and the meaning of absent conditions. */
final class EndpointSliceReader {
  private static final String FQDN = "FQDN";
  private static final Map<String, String> ADDRESS_TYPES = Choices.words("IPv4", "IPv6", FQDN);

  private EndpointSliceReader() {}

  /** The slice, or null when it cannot be used, which is then reported. */
  static @Nullable EndpointSliceManifest read(
      Fields object, ObjectMeta metadata, RepeatedNotes notes) {
    if (!object.has("addressType")) {
      object.missing("addressType");
      return null;
    }
    String addressType = object.choice("addressType", ADDRESS_TYPES, "");
    IpFamily family = Choices.IP_FAMILIES.get(addressType);
    List<SlicePort> ports = readPorts(object);
    List<SliceEndpoint> endpoints = List.of();
    if (family != null) {
      endpoints = readEndpoints(object, family, metadata, notes);
    } else if (addressType.equals(FQDN)) {
      object.ignore("endpoints");
      notes.add(
          "fqdn-slice",
          "names instead of addresses, which no service proxy uses",
          metadata,
          object.position("addressType"));
    } else {
      return null;
    }
    object.ignore("apiVersion", "kind", "metadata");
    object.warnOfUnknownKeys();
    warnWithoutService(object, metadata);
    Map<String, Object> tree = tree(object, metadata);
    return new EndpointSliceManifest(metadata, family, ports, endpoints, () -> tree);
  }

  /** The object with what the API server would have filled in. */
  private static Map<String, Object> tree(Fields object, ObjectMeta metadata) {
    Map<String, Object> tree =
        MetadataTree.withNamespace(ManifestTree.mapOf(object.node()), metadata);
    List<Object> ports = new ArrayList<>();
    for (Object port : ManifestTree.listAt(tree, "ports")) {
      Map<String, Object> portTree = new LinkedHashMap<>(ManifestTree.asMap(port));
      portTree.putIfAbsent("name", "");
      portTree.putIfAbsent("protocol", "TCP");
      ports.add(Collections.unmodifiableMap(portTree));
    }
    tree.put("ports", Collections.unmodifiableList(ports));
    return Collections.unmodifiableMap(tree);
  }

  private static void warnWithoutService(Fields object, ObjectMeta metadata) {
    if (!metadata.labels().containsKey(EndpointSliceManifest.SERVICE_NAME_LABEL)) {
      object
          .problems()
          .warning(
              metadata.position(),
              object.path("metadata.labels"),
              "slice-service-name",
              metadata
                  + " belongs to no service; name it in the label "
                  + EndpointSliceManifest.SERVICE_NAME_LABEL);
    }
  }

  private static List<SlicePort> readPorts(Fields object) {
    List<SlicePort> ports = new ArrayList<>();
    for (Fields port : object.mappings("ports")) {
      String name = port.text("name");
      Protocol protocol = port.choice("protocol", Choices.PROTOCOLS, Protocol.TCP);
      int number = port.integer("port", 0, 65535, 0, "port-range", "a port");
      String appProtocol = port.text("appProtocol");
      port.warnOfUnknownKeys();
      if (number > 0) {
        ports.add(new SlicePort(name == null ? "" : name, protocol, number, appProtocol));
      } else if (!port.has("port")) {
        port.problems()
            .warning(
                port.position(),
                port.path("port"),
                "slice-port-number",
                "a port without a number is no endpoint of a service");
      }
    }
    return List.copyOf(ports);
  }

  private static List<SliceEndpoint> readEndpoints(
      Fields object, IpFamily family, ObjectMeta metadata, RepeatedNotes notes) {
    List<Fields> items = object.mappings("endpoints");
    List<SliceEndpoint> endpoints = new ArrayList<>(items.size());
    for (Fields item : items) {
      IpAddress address = readAddress(item, family);
      Conditions conditions = readConditions(item);
      String node = NodeManifest.readName(item);
      String zone = NodeManifest.readZone(item);
      ObjectReference targetRef = ObjectReference.read(item);
      readHints(item, metadata, notes);
      item.ignore("hostname", "deprecatedTopology");
      item.warnOfUnknownKeys();
      if (address != null) {
        endpoints.add(new SliceEndpoint(address, conditions, node, zone, targetRef));
      }
    }
    return List.copyOf(endpoints);
  }

  /** Only the first address counts; Kubernetes never says what others would mean. */
  private static @Nullable IpAddress readAddress(Fields endpoint, IpFamily family) {
    List<Scalar> addresses = endpoint.scalars("addresses");
    if (addresses.isEmpty()) {
      endpoint
          .problems()
          .warning(
              endpoint.position(),
              endpoint.path("addresses"),
              "endpoint-address",
              "an endpoint without an address is left out");
      return null;
    }
    Scalar first = addresses.getFirst();
    String path = endpoint.path("addresses") + "[0]";
    IpAddress address = Addresses.read(first, path, endpoint.problems());
    if (address != null && IpFamily.of(address) != family) {
      endpoint
          .problems()
          .error(
              first.position(),
              path,
              "address-family",
              address + " is not an " + family.label() + " address, as addressType says");
      return null;
    }
    return address;
  }

  /** Absent means ready and serving and not terminating. */
  private static Conditions readConditions(Fields endpoint) {
    Fields conditions = endpoint.mapping("conditions");
    if (conditions == null) {
      return Conditions.READY;
    }
    Boolean ready = conditions.flag("ready");
    Boolean serving = conditions.flag("serving");
    Boolean terminating = conditions.flag("terminating");
    conditions.warnOfUnknownKeys();
    return new Conditions(
        ready == null || ready, serving == null || serving, terminating != null && terminating);
  }

  private static void readHints(Fields endpoint, ObjectMeta metadata, RepeatedNotes notes) {
    Fields hints = endpoint.mapping("hints");
    if (hints != null) {
      notes.add(
          "topology",
          "topology is not preferred, all endpoints are used",
          metadata,
          hints.position());
      hints.ignore("forZones", "forNodes");
      hints.warnOfUnknownKeys();
    }
  }
}
