package io.sluice.config.schema;

import static io.sluice.config.schema.SchemaParts.anyOf;
import static io.sluice.config.schema.SchemaParts.automatic;
import static io.sluice.config.schema.SchemaParts.choice;
import static io.sluice.config.schema.SchemaParts.duration;
import static io.sluice.config.schema.SchemaParts.entry;
import static io.sluice.config.schema.SchemaParts.integer;
import static io.sluice.config.schema.SchemaParts.join;
import static io.sluice.config.schema.SchemaParts.label;
import static io.sluice.config.schema.SchemaParts.list;
import static io.sluice.config.schema.SchemaParts.mapOf;
import static io.sluice.config.schema.SchemaParts.nonEmpty;
import static io.sluice.config.schema.SchemaParts.object;
import static io.sluice.config.schema.SchemaParts.only;
import static io.sluice.config.schema.SchemaParts.pattern;
import static io.sluice.config.schema.SchemaParts.scalar;
import static io.sluice.config.schema.SchemaParts.text;

import io.sluice.config.model.EndpointSpec;
import io.sluice.config.schema.SchemaParts.Property;
import java.util.Arrays;
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
  private static final String PORT_RANGE = "^[0-9]+-[0-9]+$";

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
                    List.of(),
                    entry("maxConnections", automatic(SettingsReader.MAX_CONNECTIONS)),
                    entry("maxUdpSessions", automatic(SettingsReader.MAX_CONNECTIONS)))),
            entry("node", object(List.of(), entry("name", scalar()), entry("zone", scalar()))),
            entry(
                "vips",
                object(
                    List.of(), entry("assign", only(Choices.OFF)), entry("interface", text("")))),
            entry("defaults", object(List.of(), PortSchema.keys())),
            entry("services", list(service())),
            entry("manifests", list(text("a file or folder, relative to this file")))));
    return schema;
  }

  private static Map<String, Object> dataPlane() {
    return object(
        List.of(),
        entry("transport", choice(Choices.TRANSPORTS.keySet())),
        entry("eventLoops", automatic(SettingsReader.MAX_EVENT_LOOPS)),
        entry("zeroCopy", choice(Choices.ZERO_COPY.keySet())),
        entry("hashSeed", text("8 to 128 characters, a secret: write ${NAME}")));
  }

  private static Map<String, Object> service() {
    List<Property> properties =
        List.of(
            entry("name", label()),
            entry("namespace", label()),
            entry("labels", mapOf(scalar())),
            entry("vips", nonEmpty(list(text("an IPv4 or IPv6 address")))),
            entry("ports", nonEmpty(list(port()))),
            entry(
                "endpoints",
                list(anyOf(text("ADDRESS[:PORT] or unix:/PATH, key=value ..."), endpoint()))),
            entry("sessionAffinity", choice(Choices.AFFINITIES.keySet())),
            entry("sessionAffinityConfig", sessionAffinityConfig()));
    return object(
        List.of("name", "vips", "ports"), join(properties, Arrays.asList(PortSchema.keys())));
  }

  private static Map<String, Object> port() {
    List<Property> properties =
        List.of(
            entry("name", label()),
            entry("protocol", choice(Choices.PROTOCOLS.keySet())),
            entry("port", anyOf(integer(1, PortReader.MAX_PORT), pattern(PORT_RANGE))),
            entry("listen", list(text("unix:/PATH"))),
            entry("targetPort", anyOf(integer(1, PortReader.MAX_PORT), text("a port's name"))),
            entry("routes", list(PortSchema.route())));
    return object(List.of("port"), join(properties, Arrays.asList(PortSchema.keys())));
  }

  private static Map<String, Object> endpoint() {
    return object(
        List.of("address"),
        entry("address", text("ADDRESS[:PORT] or unix:/PATH")),
        entry("ports", mapOf(integer(1, PortReader.MAX_PORT))),
        entry("weight", integer(0, EndpointSpec.MAX_WEIGHT)),
        entry("zone", scalar()),
        entry("node", scalar()),
        entry("priority", integer(0, EndpointReader.MAX_PRIORITY)));
  }

  private static Map<String, Object> sessionAffinityConfig() {
    return object(
        List.of(),
        entry(
            "clientIP",
            object(
                List.of(),
                entry("timeoutSeconds", integer(1, AffinityKeys.MAX_SECONDS)),
                entry("affinityScope", choice(Choices.AFFINITY_SCOPES.keySet())),
                entry("ipv4Prefix", integer(1, RangeKeys.IPV4_BITS)),
                entry("ipv6Prefix", integer(1, RangeKeys.IPV6_BITS)),
                entry("maxEntries", integer(1, AffinityKeys.MAX_ENTRIES)))));
  }
}
