package io.sluice.config.schema;

import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.problem.Position;
import io.sluice.config.schema.PortReader.PortEntry;
import io.sluice.config.validate.LocatedService;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.HostAndPort;
import io.sluice.config.yaml.NameSyntax;
import io.sluice.config.yaml.Quote;
import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlNode.Mapping;
import io.sluice.config.yaml.YamlNode.Scalar;
import io.sluice.config.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one item of {@code services}. */
final class ServiceReader {
  private static final String DEFAULT_NAMESPACE = "default";

  private ServiceReader() {}

  /** The service, or null when it has no usable name; what is wrong was reported. */
  static @Nullable LocatedService read(Fields fields, PortKeys keys, PortSettings defaults) {
    requireItems(fields, "name", "vips", "ports");
    String name = readName(fields, "name");
    String written = readName(fields, "namespace");
    String namespace = written == null ? DEFAULT_NAMESPACE : written;
    Map<String, String> labels = readLabels(fields);
    List<IpAddress> vips = readVips(fields);
    PortSettings settings = keys.read(fields, defaults);
    TrafficSettings traffic = settings.traffic().with(AffinityKeys.read(fields));
    List<PortEntry> portEntries =
        new PortReader(fields, keys, settings.with(traffic), namespace).readAll();
    List<EndpointEntry> endpoints = EndpointReader.readAll(fields);
    if (portEntries.stream().anyMatch(port -> port.settings().traffic().routes().isEmpty())) {
      noteNoEndpoints(fields);
    }
    Unavailable.readServiceKeys(fields);
    fields.rejectUnknownKeys();
    List<ServicePort> ports = join(portEntries, endpoints, fields);
    if (name == null) {
      return null;
    }
    Service service = new Service(new ServiceName(namespace, name), labels, vips, ports);
    return new LocatedService(service, new NativeOrigin(fields));
  }

  private static List<ServicePort> join(
      List<PortEntry> portEntries, List<EndpointEntry> endpoints, Fields fields) {
    EndpointPorts endpointPorts = new EndpointPorts(portEntries, endpoints, fields.problems());
    List<ServicePort> ports = new ArrayList<>(portEntries.size());
    for (PortEntry port : portEntries) {
      ports.add(
          new ServicePort(
              port.written().name(),
              port.written().protocol(),
              port.written().port(),
              port.sockets(),
              port.targetPort(),
              port.settings().connections(),
              port.settings().traffic(),
              endpointPorts.endpointsOf(port)));
    }
    return ports;
  }

  private static void requireItems(Fields fields, String... keys) {
    for (String key : keys) {
      if (!fields.has(key)) {
        fields.missing(key);
      }
    }
    for (String key : List.of("vips", "ports")) {
      if (fields.value(key) instanceof Sequence list && list.items().isEmpty()) {
        fields.error(key, "required", "the list is empty; a service has at least one");
      }
    }
  }

  private static void noteNoEndpoints(Fields fields) {
    YamlNode written = fields.value("endpoints");
    if (written == null || (written instanceof Sequence list && list.items().isEmpty())) {
      String message = "no endpoints: clients are refused until there is one";
      Position position = fields.position("endpoints");
      fields.problems().note(position, fields.path("endpoints"), "no-endpoints", message);
    }
  }

  private static @Nullable String readName(Fields fields, String key) {
    return fields.parsed(key, "name-syntax", NameSyntax.LABEL_ALLOWED, NameSyntax::label);
  }

  private static Map<String, String> readLabels(Fields fields) {
    Map<String, String> labels = fields.textMap("labels");
    if (fields.value("labels") instanceof Mapping mapping) {
      Fields written = new Fields(mapping, fields.path("labels"), fields.problems());
      labels.forEach((key, value) -> checkLabel(written, key, value));
    }
    return labels;
  }

  private static void checkLabel(Fields labels, String key, String value) {
    if (!NameSyntax.isQualifiedName(key)) {
      labels.error(
          key,
          "label-key",
          Quote.value(key) + " is not a label key; use letters, digits, - _ . and one /");
    } else if (!NameSyntax.isLabelValue(value)) {
      labels.error(
          key,
          "label-value",
          Quote.value(value) + " is not a label value; use at most 63 letters, digits and - _ .");
    }
  }

  private static List<IpAddress> readVips(Fields fields) {
    List<Scalar> scalars = fields.scalars("vips");
    Set<IpAddress> vips = new LinkedHashSet<>();
    for (int i = 0; i < scalars.size(); i++) {
      Scalar scalar = scalars.get(i);
      String path = fields.path("vips") + "[" + i + "]";
      IpAddress vip = IpAddress.tryParse(scalar.text());
      if (vip == null) {
        fields.problems().error(scalar.position(), path, "ip-address", whyNoVip(scalar.text()));
      } else if (!vips.add(vip)) {
        String message = vip + " is another VIP of this service already";
        fields.problems().error(scalar.position(), path, "vip-duplicate", message);
      }
    }
    return List.copyOf(vips);
  }

  private static String whyNoVip(String text) {
    HostAndPort hostAndPort = HostAndPort.split(text);
    boolean isDressed = hostAndPort.address() != null;
    return isDressed
        ? Quote.value(text) + " is more than an address; write " + hostAndPort.address()
        : hostAndPort.whyNoAddress();
  }
}
