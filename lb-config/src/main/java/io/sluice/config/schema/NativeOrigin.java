package io.sluice.config.schema;

import io.sluice.config.model.EndpointAddress;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.UnixPath;
import io.sluice.config.validate.Origin;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.HostAndPort;
import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlNode.Mapping;
import io.sluice.config.yaml.YamlNode.Scalar;
import io.sluice.config.yaml.YamlNode.Sequence;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the parts of a native service again in its mapping; only problems pay for the search. */
record NativeOrigin(Fields fields) implements Origin {
  @Override
  public Place service() {
    return new Place(fields.position(), fields.path());
  }

  @Override
  public Place vip(IpAddress vip) {
    return find("vips", item -> vip.equals(address(text(item))));
  }

  @Override
  public Place port(ServicePort port) {
    return find("ports", item -> isFor(item, port));
  }

  @Override
  public Place setting(ServicePort port, String key) {
    YamlNode ports = fields.node().get("ports");
    List<YamlNode> items = ports instanceof Sequence sequence ? sequence.items() : List.of();
    for (int i = 0; i < items.size(); i++) {
      if (isFor(items.get(i), port) && items.get(i) instanceof Mapping mapping) {
        YamlNode value = mapping.get(key);
        if (value != null) {
          return new Place(value.position(), fields.path("ports") + "[" + i + "]." + key);
        }
      }
    }
    return fields.node().get(key) == null
        ? port(port)
        : new Place(fields.position(key), fields.path(key));
  }

  private static boolean isFor(@Nullable YamlNode item, ServicePort port) {
    if (!(item instanceof Mapping mapping)) {
      return false;
    }
    String numbers = text(mapping.get("port"));
    PortRange range = numbers == null ? null : PortRange.tryParse(numbers);
    String name = text(mapping.get("name"));
    return range != null
        && range.contains(port.port())
        && range.nameOf(name == null ? "" : name, port.port()).equals(port.name());
  }

  @Override
  public Place endpoint(EndpointSpec endpoint) {
    return find(
        "endpoints",
        item -> {
          String text = text(item instanceof Mapping mapping ? mapping.get("address") : item);
          String host = item instanceof Mapping ? text : firstWord(text);
          return host != null && isAt(host, endpoint.address());
        });
  }

  private static @Nullable String firstWord(@Nullable String text) {
    return text == null ? null : text.split("\\s", 2)[0];
  }

  private static boolean isAt(String written, EndpointAddress address) {
    return switch (address) {
      case EndpointAddress.Network(IpAddress ip, _) -> ip.equals(address(written));
      case EndpointAddress.UnixSocket(UnixPath path) -> path.toString().equals(written);
    };
  }

  private Place find(String key, Predicate<@Nullable YamlNode> matches) {
    YamlNode value = fields.node().get(key);
    List<YamlNode> items = value instanceof Sequence sequence ? sequence.items() : List.of();
    for (int i = 0; i < items.size(); i++) {
      if (matches.test(items.get(i))) {
        return new Place(items.get(i).position(), fields.path(key) + "[" + i + "]");
      }
    }
    return service();
  }

  private static @Nullable IpAddress address(@Nullable String text) {
    return text == null ? null : HostAndPort.split(text).address();
  }

  private static @Nullable String text(@Nullable YamlNode node) {
    return node instanceof Scalar scalar ? scalar.text() : null;
  }
}
