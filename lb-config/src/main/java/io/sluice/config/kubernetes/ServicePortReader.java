package io.sluice.config.kubernetes;

import io.sluice.config.model.Protocol;
import io.sluice.config.model.TargetPort;
import io.sluice.config.problem.Problems;
import io.sluice.config.validate.PortRules;
import io.sluice.config.validate.PortRules.WrittenPort;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.NameSyntax;
import io.sluice.config.yaml.Numbers;
import io.sluice.config.yaml.Quote;
import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the ports of a Service and checks them against each other. */
final class ServicePortReader {
  private static final String PORT_RULE = "port-range";
  private static final String A_PORT = "a port";
  private static final int MAX_PORT = 65535;

  private ServicePortReader() {}

  /** The ports of a Service's spec, without those that have no usable number. */
  static List<ServicePortManifest> readAll(Fields spec, ServiceType type) {
    List<ServicePortManifest> ports = new ArrayList<>();
    for (Fields port : spec.mappings("ports")) {
      ServicePortManifest manifest = read(port, type);
      if (manifest != null) {
        ports.add(manifest);
      }
    }
    PortRules.check(ports.stream().map(ServicePortReader::written).toList(), spec.problems());
    checkNodePorts(ports, spec.problems());
    return List.copyOf(ports);
  }

  private static WrittenPort written(ServicePortManifest port) {
    return new WrittenPort(port.name(), port.protocol(), port.port(), port.position(), port.path());
  }

  private static @Nullable ServicePortManifest read(Fields fields, ServiceType type) {
    String name = fields.parsed("name", "name-syntax", NameSyntax.LABEL_ALLOWED, NameSyntax::label);
    Protocol protocol = fields.choice("protocol", Choices.PROTOCOLS, Protocol.TCP);
    if (!fields.has("port")) {
      fields.missing("port");
    }
    int port = fields.integer("port", 1, MAX_PORT, 0, PORT_RULE, A_PORT);
    TargetPort targetPort = readTargetPort(fields, port);
    int nodePort = fields.integer("nodePort", 0, MAX_PORT, 0, PORT_RULE, A_PORT);
    if (nodePort > 0 && !type.hasNodePorts()) {
      fields.error(
          "nodePort",
          "node-port-type",
          "a service of type " + type.label() + " has no node ports; use NodePort or LoadBalancer");
    }
    String appProtocol = fields.text("appProtocol");
    fields.warnOfUnknownKeys();
    return port == 0
        ? null
        : new ServicePortManifest(
            name == null ? "" : name,
            protocol,
            port,
            targetPort,
            nodePort,
            appProtocol,
            fields.position("port"),
            fields.path());
  }

  /** The service port itself when the target is absent, 0 or empty. */
  private static TargetPort readTargetPort(Fields fields, int port) {
    TargetPort whenAbsent = new TargetPort.Numbered(port);
    YamlNode value = fields.value("targetPort");
    if (value instanceof Scalar scalar) {
      if (scalar.text().isEmpty() || (scalar.isPlain() && scalar.text().equals("0"))) {
        return whenAbsent;
      }
      TargetPort targetPort = parseTargetPort(scalar);
      if (targetPort == null) {
        fields.error(
            "targetPort",
            "target-port",
            Quote.value(scalar.text()) + " is not " + NameSyntax.PORT_ALLOWED);
        return whenAbsent;
      }
      return targetPort;
    }
    fields.text("targetPort");
    return whenAbsent;
  }

  private static @Nullable TargetPort parseTargetPort(Scalar scalar) {
    Integer number = scalar.isPlain() ? Numbers.parseInteger(scalar.text(), 1, MAX_PORT) : null;
    if (number != null) {
      return new TargetPort.Numbered(number);
    }
    boolean isText = ManifestTree.of(scalar) instanceof String;
    String name = isText ? NameSyntax.portName(scalar.text()) : null;
    return name == null ? null : new TargetPort.Named(name);
  }

  private static void checkNodePorts(List<ServicePortManifest> ports, Problems problems) {
    Set<String> taken = new HashSet<>();
    for (ServicePortManifest port : ports) {
      String nodePort = port.nodePort() + "/" + port.protocol();
      if (port.nodePort() > 0 && !taken.add(nodePort)) {
        problems.error(
            port.position(),
            port.path() + ".nodePort",
            "node-port-duplicate",
            nodePort + " is the node port of another port of this service already");
      }
    }
  }
}
