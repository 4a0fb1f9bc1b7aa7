package io.sluice.config.schema;

import io.sluice.config.model.EndpointSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema (draft 2020-12) of a native document, for editors that complete and check.
 *
 * <p>It knows the keys, kinds and bounds of single values; rules between values are left to the
 * reader. Every value may also be text with a {@code ${NAME}} in it.
 */
public final class JsonSchema {
  private static final String REFERENCE = "\\$\\{";
  private static final String DURATION =
      "^(?=.)((0|[1-9][0-9]*)h)?((0|[1-9][0-9]*)m)?((0|[1-9][0-9]*)s)?((0|[1-9][0-9]*)ms)?$";
  private static final String LABEL = "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$";

  private JsonSchema() {}

  /** The schema: maps in order, lists, strings, integers and booleans. */
  public static Map<String, Object> tree() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Sluice configuration");
    schema.putAll(
        object(
            List.of(),
            entry(
                "admin", object(List.of(), entry("listen", text("ADDRESS:PORT, unix:/PATH, off")))),
            entry("shutdown", object(List.of(), entry("drainTimeout", duration("30s")))),
            entry("dataPlane", dataPlane()),
            entry(
                "limits",
                object(
                    List.of(), entry("maxConnections", automatic(SettingsReader.MAX_CONNECTIONS)))),
            entry(
                "vips",
                object(
                    List.of(),
                    entry("assign", only(Unavailable.OFF)),
                    entry("interface", text("")))),
            entry("defaults", object(List.of(), connectionKeys())),
            entry("services", list(service())),
            entry("manifests", list(text("a file or folder, relative to this file")))));
    return schema;
  }

  private static Map<String, Object> dataPlane() {
    return object(
        List.of(),
        entry("transport", choice(Choices.TRANSPORTS.keySet())),
        entry("eventLoops", automatic(SettingsReader.MAX_EVENT_LOOPS)),
        entry("zeroCopy", choice(Choices.ZERO_COPY.keySet())));
  }

  private static Map<String, Object> service() {
    List<Property> properties =
        List.of(
            entry("name", pattern(LABEL)),
            entry("namespace", pattern(LABEL)),
            entry("labels", mapOf(scalar())),
            entry("vips", nonEmpty(list(text("an IPv4 or IPv6 address")))),
            entry("ports", nonEmpty(list(port()))),
            entry("endpoints", list(anyOf(text("ADDRESS[:PORT] key=value ..."), endpoint()))),
            entry("balancing", only("RoundRobin")),
            entry("sessionAffinity", choice(Choices.AFFINITIES.keySet())),
            entry("sessionAffinityConfig", sessionAffinityConfig()),
            entry("loadBalancerSourceRanges", Map.of("type", "array", "maxItems", 0)),
            entry("proxyProtocol", proxyProtocol()));
    return object(
        List.of("name", "vips", "ports"), join(properties, Arrays.asList(connectionKeys())));
  }

  private static Map<String, Object> port() {
    List<Property> properties =
        List.of(
            entry("name", pattern(LABEL)),
            entry("protocol", choice(Choices.PROTOCOLS.keySet())),
            entry("port", integer(1, PortReader.MAX_PORT)),
            entry("targetPort", anyOf(integer(1, PortReader.MAX_PORT), text("a port's name"))));
    return object(List.of("port"), join(properties, Arrays.asList(connectionKeys())));
  }

  private static Map<String, Object> endpoint() {
    return object(
        List.of("address"),
        entry("address", text("ADDRESS[:PORT]")),
        entry("ports", mapOf(integer(1, PortReader.MAX_PORT))),
        entry("weight", integer(0, EndpointSpec.MAX_WEIGHT)),
        entry("zone", scalar()),
        entry("node", scalar()),
        entry("priority", integer(0, 0)));
  }

  private static Map<String, Object> sessionAffinityConfig() {
    Map<String, Object> seconds = integer(1, ServiceReader.MAX_AFFINITY_SECONDS);
    return object(
        List.of(), entry("clientIP", object(List.of(), entry("timeoutSeconds", seconds))));
  }

  private static Map<String, Object> proxyProtocol() {
    return object(
        List.of(),
        entry("accept", only(Unavailable.OFF)),
        entry("send", only(Unavailable.OFF)),
        entry("trusted", list(text("a range of addresses"))));
  }

  private static Property[] connectionKeys() {
    return new Property[] {
      entry("connectTimeout", duration("5s")),
      entry("idleTimeout", duration("1h")),
      entry("halfClosedTimeout", duration("30s")),
      entry("udpIdleTimeout", duration("1m")),
      entry("retries", integer(0, ConnectionKeys.MAX_RETRIES)),
    };
  }

  private record Property(String key, Map<String, Object> schema) {}

  private static Property entry(String key, Map<String, Object> schema) {
    return new Property(key, schema);
  }

  private static Property[] join(List<Property> some, List<Property> others) {
    List<Property> all = new ArrayList<>(some);
    all.addAll(others);
    return all.toArray(Property[]::new);
  }

  private static Map<String, Object> object(List<String> required, Property... properties) {
    Map<String, Object> schemas = new LinkedHashMap<>();
    for (Property property : properties) {
      schemas.put(property.key(), property.schema());
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", List.of("object", "null"));
    object.put("additionalProperties", false);
    object.put("properties", schemas);
    if (!required.isEmpty()) {
      object.put("required", required);
    }
    return object;
  }

  private static Map<String, Object> mapOf(Map<String, Object> values) {
    return ordered("type", List.of("object", "null"), "additionalProperties", values);
  }

  private static Map<String, Object> list(Map<String, Object> items) {
    return ordered("type", List.of("array", "null"), "items", items);
  }

  private static Map<String, Object> nonEmpty(Map<String, Object> list) {
    Map<String, Object> copy = new LinkedHashMap<>(list);
    copy.put("type", "array");
    copy.put("minItems", 1);
    return copy;
  }

  private static Map<String, Object> text(String description) {
    return description.isEmpty()
        ? Map.of("type", "string")
        : ordered("type", "string", "description", description);
  }

  /** Whatever is read as it was written, also when it looks like a number or a truth value. */
  private static Map<String, Object> scalar() {
    return Map.of("type", List.of("string", "number", "boolean", "null"));
  }

  private static Map<String, Object> pattern(String pattern) {
    return reference(ordered("type", "string", "pattern", pattern));
  }

  private static Map<String, Object> duration(String whenAbsent) {
    return reference(ordered("type", "string", "pattern", DURATION, "default", whenAbsent));
  }

  private static Map<String, Object> integer(int min, int max) {
    return reference(ordered("type", "integer", "minimum", min, "maximum", max));
  }

  private static Map<String, Object> automatic(int max) {
    return anyOf(integer(1, max), only("Auto"));
  }

  private static Map<String, Object> choice(Collection<String> words) {
    return reference(Map.of("enum", List.copyOf(words)));
  }

  private static Map<String, Object> only(String word) {
    return choice(List.of(word));
  }

  private static Map<String, Object> reference(Map<String, Object> schema) {
    return anyOf(schema, ordered("type", "string", "pattern", REFERENCE));
  }

  private static Map<String, Object> anyOf(Map<String, Object> one, Map<String, Object> other) {
    return Map.of("anyOf", List.of(one, other));
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
