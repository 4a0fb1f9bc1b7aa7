package io.sluice.config.schema;

import io.sluice.config.model.Protocol;
import io.sluice.config.model.Route;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePortName;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.NameSyntax;
import io.sluice.config.yaml.Quote;
import io.sluice.config.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code routes} of a service port. */
public final class RouteKeys {
  static final String HOST_NAME_ALLOWED =
      "a host name; use letters, digits, - and . between labels, at most 253 characters";

  private static final String KEY = "routes";
  private static final String EVERY_NAME = "*";
  private static final String WILDCARD = "*.";
  private static final String PATTERN_ALLOWED =
      "a name; use a host name such as a.example, *.example, or * for every name and none";

  /** Most routes of a service port, and most names of a route. */
  private static final int MAX_ROUTES = 10_000;

  private static final int LONGEST_NAME = 253;
  private static final Pattern HOST_NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*");

  private final Fields fields;
  private final String namespace;
  private final Set<String> taken = new HashSet<>();

  private RouteKeys(Fields fields, String namespace) {
    this.fields = fields;
    this.namespace = namespace;
  }

  /**
   * The routes, without those that lead nowhere.
   *
   * @param namespace of the service that they belong to
   */
  public static List<Route> read(Fields fields, String namespace) {
    return new RouteKeys(fields, namespace).read();
  }

  /** The text in lower case when it is a host name, else null. */
  static @Nullable String hostName(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    return name.length() <= LONGEST_NAME && HOST_NAME.matcher(name).matches() ? name : null;
  }

  private List<Route> read() {
    List<Fields> items = fields.mappings(KEY);
    if (items.size() > MAX_ROUTES) {
      String message = items.size() + " routes are too many; use at most " + MAX_ROUTES;
      fields.error(KEY, "too-many", message);
      return List.of();
    }
    List<Route> routes = new ArrayList<>(items.size());
    for (Fields item : items) {
      Route route = read(item);
      if (route != null) {
        routes.add(route);
      }
    }
    return routes;
  }

  private @Nullable Route read(Fields item) {
    List<String> alpn = TlsKeys.readAlpn(item);
    List<String> names = readNames(item, alpn);
    if (!item.has("service")) {
      item.missing("service");
    }
    ServiceName service =
        item.parsed(
            "service",
            "route-service",
            "a service; use NAME, or NAMESPACE/NAME",
            this::parseService);
    String port = item.parsed("port", "name-syntax", NameSyntax.LABEL_ALLOWED, NameSyntax::label);
    item.rejectUnknownKeys();
    return service == null
        ? null
        : new Route(
            names, alpn, new ServicePortName(service, port == null ? "" : port, Protocol.TCP));
  }

  private List<String> readNames(Fields item, List<String> alpn) {
    if (!item.has("names")) {
      item.missing("names");
    } else if (item.list("names").isEmpty()) {
      item.error("names", "required", "the list is empty; use * for every name and none");
    }
    List<Scalar> scalars = item.scalars("names");
    if (scalars.size() > MAX_ROUTES) {
      String message = scalars.size() + " names are too many; use at most " + MAX_ROUTES;
      item.error("names", "too-many", message);
      return List.of();
    }
    List<String> names = new ArrayList<>(scalars.size());
    for (int i = 0; i < scalars.size(); i++) {
      Scalar scalar = scalars.get(i);
      String path = item.path("names") + "[" + i + "]";
      String name = pattern(scalar.text());
      if (name == null) {
        String message = Quote.value(scalar.text()) + " is not " + PATTERN_ALLOWED;
        item.problems().error(scalar.position(), path, "route-name", message);
      } else if (!take(name, alpn)) {
        String message =
            Quote.value(name)
                + (alpn.isEmpty() ? "" : " with one of these protocols")
                + " has a route of this port already";
        item.problems().error(scalar.position(), path, "route-duplicate", message);
      } else {
        names.add(name);
      }
    }
    return names;
  }

  private boolean take(String name, List<String> alpn) {
    if (alpn.isEmpty()) {
      return taken.add(name);
    }
    boolean isFree = true;
    for (String protocol : alpn) {
      isFree &= taken.add(name + " " + protocol);
    }
    return isFree;
  }

  private static @Nullable String pattern(String text) {
    if (text.equals(EVERY_NAME)) {
      return text;
    }
    if (!text.startsWith(WILDCARD)) {
      return hostName(text);
    }
    String name = hostName(text.substring(WILDCARD.length()));
    return name == null ? null : WILDCARD + name;
  }

  private @Nullable ServiceName parseService(String text) {
    int slash = text.indexOf('/');
    String space = NameSyntax.label(slash < 0 ? namespace : text.substring(0, slash));
    String name = NameSyntax.label(text.substring(slash + 1));
    return space == null || name == null ? null : new ServiceName(space, name);
  }
}
