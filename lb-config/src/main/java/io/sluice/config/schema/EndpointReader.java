package io.sluice.config.schema;

import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.UnixPath;
import io.sluice.config.problem.Position;
import io.sluice.config.schema.EndpointEntry.AtSocket;
import io.sluice.config.schema.EndpointEntry.Attributes;
import io.sluice.config.schema.EndpointEntry.OnNetwork;
import io.sluice.config.schema.EndpointEntry.Where;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.HostAndPort;
import io.sluice.config.yaml.NameSyntax;
import io.sluice.config.yaml.Numbers;
import io.sluice.config.yaml.Quote;
import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlNode.Entry;
import io.sluice.config.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code endpoints}: {@code ADDRESS[:PORT] key=value …}, {@code unix:/PATH …} or a mapping of
 * the same.
 */
final class EndpointReader {
  static final int MAX_PRIORITY = 127;

  static final String ZONE_ALLOWED =
      "a zone; use at most 63 letters, digits and - _ ., with a letter or digit at both ends";

  private EndpointReader() {}

  /** The endpoints of a service, without those that have no usable address. */
  static List<EndpointEntry> readAll(Fields service) {
    List<YamlNode> items = service.list("endpoints");
    List<EndpointEntry> entries = new ArrayList<>(items.size());
    String listPath = service.path("endpoints");
    for (int i = 0; i < items.size(); i++) {
      String path = listPath + "[" + i + "]";
      YamlNode item = items.get(i);
      EndpointEntry bare = item instanceof Scalar text ? readBare(text, path) : null;
      if (bare != null) {
        entries.add(bare);
        continue;
      }
      Fields fields =
          item instanceof Scalar text && !text.isNull()
              ? EndpointText.spelledOut(text, path, service.problems())
              : service.asMapping(item, path);
      EndpointEntry entry = fields == null ? null : read(fields, item.position());
      if (entry != null) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** The usual case, a lone address, without the cost of the others; null for the others. */
  private static @Nullable EndpointEntry readBare(Scalar scalar, String path) {
    IpAddress address = IpAddress.tryParse(scalar.text());
    return address == null
        ? null
        : new EndpointEntry(
            new OnNetwork(address, 0, Map.of()), Attributes.NONE, scalar.position(), path);
  }

  private static @Nullable EndpointEntry read(Fields fields, Position position) {
    String address = fields.requiredText("address");
    Map<String, Integer> ports = readPorts(fields);
    Attributes attributes =
        new Attributes(
            fields.integer("weight", 0, EndpointSpec.MAX_WEIGHT, 1),
            fields.parsed("zone", "label-value", ZONE_ALLOWED, EndpointReader::parseZone),
            fields.parsed(
                "node", "name-syntax", NameSyntax.SUBDOMAIN_ALLOWED, NameSyntax::subdomain),
            fields.integer("priority", 0, MAX_PRIORITY, 0));
    fields.rejectUnknownKeys();
    if (address == null) {
      return null;
    }
    Where where =
        address.startsWith(UnixPath.PREFIX)
            ? readSocket(fields, address.substring(UnixPath.PREFIX.length()))
            : readNetwork(fields, HostAndPort.split(address), ports);
    return where == null ? null : new EndpointEntry(where, attributes, position, fields.path());
  }

  private static @Nullable Where readSocket(Fields fields, String path) {
    String reason = UnixPath.whyUnusable(path);
    if (reason != null) {
      fields.error("address", UnixKeys.RULE, reason);
      return null;
    }
    if (fields.has("ports")) {
      fields.error("ports", "endpoint-port", "a unix socket has no ports; remove them");
      return null;
    }
    return new AtSocket(new UnixPath(path));
  }

  private static @Nullable Where readNetwork(
      Fields fields, HostAndPort hostAndPort, Map<String, Integer> ports) {
    IpAddress address = hostAndPort.address();
    if (address == null) {
      reportAddress(fields, hostAndPort);
      return null;
    }
    Integer port = readPort(fields, hostAndPort.port());
    return port == null ? null : new OnNetwork(address, port, ports);
  }

  /** The text when it may be the name of a zone; else null. */
  static @Nullable String parseZone(String text) {
    return !text.isEmpty() && NameSyntax.isLabelValue(text) ? text : null;
  }

  private static void reportAddress(Fields fields, HostAndPort hostAndPort) {
    if (hostAndPort.isHostName()) {
      String message =
          Quote.value(hostAndPort.host())
              + " is a host name, and names are not resolved in this version; use an IP address";
      fields.error("address", "host-name", message);
    } else {
      fields.error("address", "ip-address", hostAndPort.whyNoAddress());
    }
  }

  /** The port behind the address, 0 when there is none; null when it was reported. */
  private static @Nullable Integer readPort(Fields fields, @Nullable String text) {
    if (text == null) {
      return 0;
    }
    Integer port = Numbers.parseInteger(text, 1, PortReader.MAX_PORT);
    if (port == null) {
      String message = Quote.value(text) + " is not a port; use 1 to " + PortReader.MAX_PORT;
      fields.error("address", "port-range", message);
    }
    return port;
  }

  private static Map<String, Integer> readPorts(Fields fields) {
    Fields named = fields.mapping("ports");
    if (named == null) {
      return Map.of();
    }
    Map<String, Integer> ports = new LinkedHashMap<>();
    for (Entry entry : named.node().entries()) {
      String name = entry.key().text();
      int port = named.integer(name, 1, PortReader.MAX_PORT, 0, "port-range", "a port");
      if (port > 0) {
        ports.put(name, port);
      }
    }
    return ports;
  }
}
