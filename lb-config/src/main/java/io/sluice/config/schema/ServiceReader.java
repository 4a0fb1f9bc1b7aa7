package io.sluice.config.schema;

import io.sluice.config.model.ConnectionSettings;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.SessionAffinity;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one item of {@code services}. */
final class ServiceReader {
  static final int MAX_AFFINITY_SECONDS = 86_400;

  private static final String DEFAULT_NAMESPACE = "default";

  private ServiceReader() {}

  /** The service, or null when it has no usable name; what is wrong was reported. */
  static @Nullable LocatedService read(Fields fields, ConnectionSettings defaults) {
    requireItems(fields, "name", "vips", "ports");
    String name = readName(fields, "name");
    String namespace = readName(fields, "namespace");
    Map<String, String> labels = readLabels(fields);
    List<IpAddress> vips = readVips(fields);
    ConnectionSettings settings = ConnectionKeys.read(fields, defaults);
    List<PortEntry> portEntries = PortReader.readAll(fields, settings);
    List<EndpointEntry> endpoints = EndpointReader.readAll(fields);
    noteNoEndpoints(fields);
    SessionAffinity affinity = readAffinity(fields);
    Unavailable.readServiceKeys(fields);
    fields.rejectUnknownKeys();
    EndpointPorts endpointPorts = new EndpointPorts(portEntries, endpoints, fields.problems());
    List<ServicePort> ports = new ArrayList<>(portEntries.size());
    for (PortEntry port : portEntries) {
      List<EndpointSpec> specs = endpointPorts.endpointsOf(port);
      ports.add(
          new ServicePort(
              port.written().name(),
              port.written().protocol(),
              port.written().port(),
              port.targetPort(),
              port.settings(),
              TrafficSettings.DEFAULT.with(affinity),
              specs));
    }
    if (name == null) {
      return null;
    }
    ServiceName qualified =
        new ServiceName(namespace == null ? DEFAULT_NAMESPACE : namespace, name);
    Service service = new Service(qualified, labels, vips, ports);
    return new LocatedService(service, new NativeOrigin(fields));
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

  private static SessionAffinity readAffinity(Fields fields) {
    boolean isClientIp =
        fields.choice("sessionAffinity", Choices.AFFINITIES, "None").equals("ClientIP");
    Duration timeout = SessionAffinity.ClientIp.DEFAULT_TIMEOUT;
    Fields config = fields.mapping("sessionAffinityConfig");
    if (config != null) {
      Fields clientIp = config.mapping("clientIP");
      if (clientIp != null) {
        timeout = readAffinityTimeout(clientIp);
      }
      config.rejectUnknownKeys();
      if (!isClientIp) {
        String message = "only sessionAffinity: ClientIP has a configuration";
        fields.error("sessionAffinityConfig", "affinity-config", message);
      }
    }
    if (!isClientIp) {
      return new SessionAffinity.None();
    }
    fields
        .problems()
        .warning(
            fields.position("sessionAffinity"),
            fields.path("sessionAffinity"),
            "session-affinity-not-served",
            "this version balances every connection by itself, also with ClientIP");
    return new SessionAffinity.ClientIp(timeout);
  }

  private static Duration readAffinityTimeout(Fields clientIp) {
    int whenAbsent = (int) SessionAffinity.ClientIp.DEFAULT_TIMEOUT.toSeconds();
    int seconds =
        clientIp.integer(
            "timeoutSeconds",
            1,
            MAX_AFFINITY_SECONDS,
            whenAbsent,
            "affinity-timeout",
            "a number of seconds");
    clientIp.rejectUnknownKeys();
    return Duration.ofSeconds(seconds);
  }
}
