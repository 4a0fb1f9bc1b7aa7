package io.sluice.config.schema;

import io.sluice.config.model.Protocol;
import io.sluice.config.model.TargetPort;
import io.sluice.config.model.Tls;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.UnixPath;
import io.sluice.config.validate.PortRules;
import io.sluice.config.validate.PortRules.WrittenPort;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.NameSyntax;
import io.sluice.config.yaml.Numbers;
import io.sluice.config.yaml.Quote;
import io.sluice.config.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code ports} of a service. */
final class PortReader {
  static final int MAX_PORT = PortRange.MAX_PORT;

  /** Most service ports that the ranges of a service stand for. */
  static final int MAX_PORTS_OF_RANGES = 4096;

  private static final String PORT = "port";
  private static final String TARGET_PORT = "targetPort";
  private static final String PORT_RULE = "port-range";
  private static final int LONGEST_NAME = 63;

  private final Fields service;
  private final PortKeys keys;
  private final PortSettings inherited;
  private final String namespace;
  private final List<PortEntry> ports = new ArrayList<>();
  private int portsOfRanges;

  /**
   * Reads the ports of one service.
   *
   * @param inherited what holds where a port says nothing
   * @param namespace of the service
   */
  PortReader(Fields service, PortKeys keys, PortSettings inherited, String namespace) {
    this.service = service;
    this.keys = keys;
    this.inherited = inherited;
    this.namespace = namespace;
  }

  /** A service port without its endpoints. */
  record PortEntry(
      WrittenPort written, List<UnixPath> sockets, TargetPort targetPort, PortSettings settings) {}

  /** The ports of a service, without those that have no usable number. */
  List<PortEntry> readAll() {
    service.mappings("ports").forEach(this::read);
    PortRules.check(ports.stream().map(PortEntry::written).toList(), service.problems());
    return ports;
  }

  private void read(Fields fields) {
    String name = fields.parsed("name", "name-syntax", NameSyntax.LABEL_ALLOWED, NameSyntax::label);
    Protocol protocol = fields.choice("protocol", Choices.PROTOCOLS, Protocol.TCP);
    if (!fields.has(PORT)) {
      fields.missing(PORT);
    }
    boolean isRange =
        fields.value(PORT) instanceof Scalar scalar && PortRange.isMeantBy(scalar.text());
    PortRange range = isRange ? readRange(fields) : readNumber(fields);
    List<UnixPath> sockets = UnixKeys.read(fields, protocol, isRange);
    TargetPort targetPort = readTargetPort(fields);
    PortSettings settings = readSettings(fields, protocol);
    fields.rejectUnknownKeys();
    if (range == null) {
      return;
    }
    noteUnserved(fields, protocol);
    WrittenPort written =
        new WrittenPort(
            name == null ? "" : name,
            protocol,
            range.first(),
            fields.position(PORT),
            fields.path());
    PortEntry first =
        new PortEntry(
            written,
            sockets,
            targetPort == null ? new TargetPort.Numbered(range.first()) : targetPort,
            settings);
    if (range.size() == 1) {
      ports.add(first);
    } else if (isUsable(fields, range, first)) {
      addRange(range, first);
    }
  }

  private static @Nullable PortRange readNumber(Fields fields) {
    int port = fields.integer(PORT, 1, MAX_PORT, 0, PORT_RULE, "a port");
    return port == 0 ? null : new PortRange(port, port);
  }

  private static @Nullable PortRange readRange(Fields fields) {
    PortRange range =
        fields.parsed(
            PORT,
            PORT_RULE,
            "a range of ports; use two of 1 to 65535, the lower first",
            PortRange::tryParse);
    if (range != null && range.size() > PortRange.MAX_PORTS) {
      String message =
          range.size() + " ports are too many for a range; use at most " + PortRange.MAX_PORTS;
      fields.error(PORT, PORT_RULE, message);
      return null;
    }
    return range;
  }

  private boolean isUsable(Fields fields, PortRange range, PortEntry first) {
    String longest = range.nameOf(first.written().name(), range.last());
    if (longest.length() > LONGEST_NAME) {
      String message =
          Quote.value(longest) + " would be the name of a port; names have at most 63 characters";
      fields.error("name", "name-syntax", message);
      return false;
    }
    boolean isTargetTooHigh =
        first.targetPort() instanceof TargetPort.Numbered(int number)
            && number + range.size() - 1 > MAX_PORT;
    if (isTargetTooHigh) {
      String message = "the range would lead to target ports above " + MAX_PORT;
      fields.error(TARGET_PORT, "target-port", message);
      return false;
    }
    portsOfRanges += range.size();
    if (portsOfRanges > MAX_PORTS_OF_RANGES) {
      String message = "the ranges of a service have at most " + MAX_PORTS_OF_RANGES + " ports";
      fields.error(PORT, PORT_RULE, message);
      return false;
    }
    return true;
  }

  /** Each number is a service port of its own. */
  private void addRange(PortRange range, PortEntry first) {
    WrittenPort written = first.written();
    for (int port = range.first(); port <= range.last(); port++) {
      TargetPort targetPort =
          first.targetPort() instanceof TargetPort.Numbered(int number)
              ? new TargetPort.Numbered(number + port - range.first())
              : first.targetPort();
      WrittenPort one =
          new WrittenPort(
              range.nameOf(written.name(), port),
              written.protocol(),
              port,
              written.position(),
              written.path());
      ports.add(new PortEntry(one, List.of(), targetPort, first.settings()));
    }
  }

  private PortSettings readSettings(Fields fields, Protocol protocol) {
    PortSettings settings = keys.read(fields, inherited);
    TrafficSettings traffic = settings.traffic().with(RouteKeys.read(fields, namespace));
    if (protocol != Protocol.TCP) {
      if (fields.has("tls")) {
        fields.error("tls", "tls-protocol", "TLS is for TCP, and this port is " + protocol);
      }
      traffic = traffic.with(Tls.OFF);
    }
    return settings.with(traffic);
  }

  private static void noteUnserved(Fields fields, Protocol protocol) {
    if (protocol == Protocol.SCTP) {
      String message = "the port is not served: this version serves TCP and UDP";
      fields.warning("protocol", "protocol-not-served", message);
    }
  }

  private static @Nullable TargetPort readTargetPort(Fields fields) {
    TargetPort targetPort =
        fields.parsed(
            TARGET_PORT, "target-port", NameSyntax.PORT_ALLOWED, PortReader::parseTargetPort);
    boolean isQuoted = fields.value(TARGET_PORT) instanceof Scalar scalar && !scalar.isPlain();
    if (isQuoted && targetPort instanceof TargetPort.Numbered) {
      String message = "\"" + targetPort + "\" in quotes is text; write it without quotes";
      fields.error(TARGET_PORT, "target-port", message);
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
