package io.sluice.config.schema;

import io.sluice.config.model.ConnectionSettings;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.TargetPort;
import io.sluice.config.validate.PortRules;
import io.sluice.config.validate.PortRules.WrittenPort;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.NameSyntax;
import io.sluice.config.yaml.Numbers;
import io.sluice.config.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code ports} of a service. */
final class PortReader {
  static final int MAX_PORT = 65535;

  private PortReader() {}

  /** A service port without its endpoints. */
  record PortEntry(WrittenPort written, TargetPort targetPort, ConnectionSettings settings) {}

  /** The ports of a service, without those that have no usable number. */
  static List<PortEntry> readAll(Fields service, ConnectionSettings inherited) {
    List<PortEntry> ports = new ArrayList<>();
    for (Fields fields : service.mappings("ports")) {
      PortEntry port = read(fields, inherited);
      if (port != null) {
        ports.add(port);
      }
    }
    PortRules.check(ports.stream().map(PortEntry::written).toList(), service.problems());
    return ports;
  }

  private static @Nullable PortEntry read(Fields fields, ConnectionSettings inherited) {
    String name = fields.parsed("name", "name-syntax", NameSyntax.LABEL_ALLOWED, NameSyntax::label);
    Protocol protocol = fields.choice("protocol", Choices.PROTOCOLS, Protocol.TCP);
    if (!fields.has("port")) {
      fields.missing("port");
    }
    int port = fields.integer("port", 1, MAX_PORT, 0, "port-range", "a port");
    TargetPort targetPort = readTargetPort(fields);
    ConnectionSettings settings = ConnectionKeys.read(fields, inherited);
    fields.rejectUnknownKeys();
    if (port == 0) {
      return null;
    }
    if (protocol == Protocol.SCTP) {
      String message = "port " + port + " is not served: this version serves TCP and UDP";
      fields
          .problems()
          .warning(
              fields.position("protocol"), fields.path("protocol"), "protocol-not-served", message);
    }
    WrittenPort written =
        new WrittenPort(
            name == null ? "" : name, protocol, port, fields.position("port"), fields.path());
    return new PortEntry(
        written, targetPort == null ? new TargetPort.Numbered(port) : targetPort, settings);
  }

  private static @Nullable TargetPort readTargetPort(Fields fields) {
    TargetPort targetPort =
        fields.parsed(
            "targetPort", "target-port", NameSyntax.PORT_ALLOWED, PortReader::parseTargetPort);
    boolean isQuoted = fields.value("targetPort") instanceof Scalar scalar && !scalar.isPlain();
    if (isQuoted && targetPort instanceof TargetPort.Numbered) {
      String message = "\"" + targetPort + "\" in quotes is text; write it without quotes";
      fields.error("targetPort", "target-port", message);
    }
    return targetPort;
  }

  private static @Nullable TargetPort parseTargetPort(String text) {
    Integer number = Numbers.parseInteger(text, 1, MAX_PORT);
    if (number != null) {
      return new TargetPort.Numbered(number);
    }
    String name = NameSyntax.portName(text);
    return name == null ? null : new TargetPort.Named(name);
  }
}
