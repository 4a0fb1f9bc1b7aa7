package io.sluice.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.problem.Problem;
import io.sluice.config.problem.Problems;
import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema says what the reader does: same keys, same verdict on single values. */
final class JsonSchemaTest {
  private static final Map<String, Object> SCHEMA = JsonSchema.tree();
  private static final Pattern KNOWN_KEYS = Pattern.compile("known keys are (.*)");
  private static final String SERVICE = "services: [{name: a, vips: ['::1'], ports: [{port: 1}], ";

  /** Keys that the reader knows only to say that they are not served. */
  private static final Set<String> NOT_SERVED = Set.copyOf(Unavailable.SERVICE_KEYS);

  @ParameterizedTest
  @ValueSource(strings = {"minimal.yaml", "full.yaml"})
  void schemaAcceptsTheExamples(String name) throws IOException {
    String text = Files.readString(Path.of("..", "config", name));

    assertThat(SchemaValidator.accepts(SCHEMA, parse(text))).isTrue();
  }

  @ParameterizedTest(name = "keys of {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          | qqqqqqqqqq: 1
          admin | admin: {qqqqqqqqqq: 1}
          shutdown | shutdown: {qqqqqqqqqq: 1}
          dataPlane | dataPlane: {qqqqqqqqqq: 1}
          limits | limits: {qqqqqqqqqq: 1}
          vips | vips: {qqqqqqqqqq: 1}
          defaults | defaults: {qqqqqqqqqq: 1}
          services.items | SERVICE qqqqqqqqqq: 1}]
          services.items.ports.items | services: [{ports: [{qqqqqqqqqq: 1}]}]
          services.items.endpoints.items | SERVICE endpoints: [{qqqqqqqqqq: 1}]}]
          node | node: {qqqqqqqqqq: 1}
          services.items.ports.items.routes.items | SERVICE_PORT routes: [{qqqqqqqqqq: 1}]}]}]
          services.items.proxyProtocol | SERVICE proxyProtocol: {qqqqqqqqqq: 1}}]
          services.items.proxyProtocol.tlvs.items \
          | SERVICE proxyProtocol: {tlvs: [{qqqqqqqqqq: 1}]}}]
          defaults.balancingConfig | defaults: {balancingConfig: {qqqqqqqqqq: 1}}
          defaults.queue | defaults: {queue: {qqqqqqqqqq: 1}}
          defaults.listening | defaults: {listening: {qqqqqqqqqq: 1}}
          defaults.clientKeepalive | defaults: {clientKeepalive: {qqqqqqqqqq: 1}}
          defaults.endpointKeepalive | defaults: {endpointKeepalive: {qqqqqqqqqq: 1}}
          defaults.endpointSockets | defaults: {endpointSockets: {qqqqqqqqqq: 1}}
          defaults.tls | defaults: {tls: {qqqqqqqqqq: 1}}
          defaults.tls.termination | defaults: {tls: {termination: {qqqqqqqqqq: 1}}}
          defaults.tls.origination | defaults: {tls: {origination: {qqqqqqqqqq: 1}}}
          defaults.tls.termination.certificates.items \
          | defaults: {tls: {termination: {certificates: [{qqqqqqqqqq: 1}]}}}
          services.items.sessionAffinityConfig | SERVICE sessionAffinityConfig: {qqqqqqqqqq: 1}}]
          services.items.sessionAffinityConfig.clientIP \
          | SERVICE sessionAffinityConfig: {clientIP: {qqqqqqqqqq: 1}}}]
          """)
  void readerAndSchemaKnowTheSameKeys(String path, String text) {
    Set<String> ofReader =
        new TreeSet<>(
            keysOfReader(
                text.replace("SERVICE ", SERVICE)
                    .replace("SERVICE_PORT ", "services: [{ports: [{port: 1, ")));
    boolean isService = "services.items".equals(path);
    ofReader.removeAll(isService ? NOT_SERVED : Set.of());

    assertThat(ofReader).isEqualTo(keysOfSchema(path == null ? SCHEMA : at(path)));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "services: 1",
        "admin: [1]",
        "shutdown: {drainTimeout: 5 minutes}",
        "shutdown: {drainTimeout: ''}",
        "dataPlane: {transport: epoll}",
        "dataPlane: {eventLoops: 0}",
        "dataPlane: {eventLoops: auto}",
        "limits: {maxConnections: 10000001}",
        "vips: {assign: Auto}",
        "defaults: {retries: 101}",
        "defaults: {retries: -1}",
        "defaults: {idle: 1s}",
        "services: [{name: A, vips: ['::1'], ports: [{port: 1}]}]",
        "services: [{name: a, vips: [], ports: [{port: 1}]}]",
        "services: [{name: a, vips: ['::1'], ports: [{port: 65536}]}]",
        "services: [{name: a, vips: ['::1'], ports: [{port: 1, protocol: tcp}]}]",
        "services: [{name: a, vips: ['::1']}]",
        SERVICE + "balancing: maglev}]",
        SERVICE + "sessionAffinity: clientIP}]",
        SERVICE + "healthCheck: {}}]",
        SERVICE + "outlierEjection: {consecutiveFailures: 5}}]",
        SERVICE + "proxyProtocol: {send: V3}}]",
        SERVICE + "endpoints: [{address: 10.0.0.1, weight: 10001}]}]",
        SERVICE + "endpoints: [{weight: 1}]}]",
        SERVICE + "endpoints: [{address: 10.0.0.1, priority: 128}]}]",
        SERVICE + "maxConnections: 0}]",
        SERVICE + "maxConnections: off}]",
        SERVICE + "byteRate: 10MB}]",
        SERVICE + "queue: {size: -1}}]",
        SERVICE + "maxConnectionLifetime: 5}]",
        SERVICE + "proxyProtocol: {tlvs: [{type: 0x1FF1, value: a, b: c}]}}]",
        SERVICE + "proxyProtocol: {tlvs: [{type: 256, value: a}]}}]",
        SERVICE + "proxyProtocol: {checksum: 1}}]",
        SERVICE + "listening: {backlog: 65536}}]",
        SERVICE + "tls: {termination: {}}}]",
        SERVICE + "tls: {termination: {certificates: [{certificate: a}]}}}]",
        SERVICE + "tls: {origination: off}}]",
        SERVICE + "balancingConfig: {ipv4Prefix: 33}}]",
        SERVICE + "udpResponses: -1}]",
        "services: [{name: a, vips: ['::1'], ports: [{port: 1-}]}]",
        "services: [{name: a, vips: ['::1'], ports: [{port: 1, routes: [{names: [a]}]}]}]",
        "limits: {maxUdpSessions: 0}",
        "node: {zones: a}",
      })
  void bothRefuse(String text) {
    assertThat(SchemaValidator.accepts(SCHEMA, parse(text))).isFalse();
    assertThat(problems(text)).anyMatch(Problem::isError);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "admin: {listen: off}",
        "defaults: {retries: \"${RETRIES:-3}\", idleTimeout: \"${IDLE:-1m30s}\"}",
        "dataPlane: {eventLoops: 4, transport: Nio, zeroCopy: Off}",
        "services:",
        "node: {name: a, zone: b}",
        "dataPlane: {hashSeed: 8-chars-}",
        "services: [{name: a, vips: ['::1'], ports: [{port: 1-9}]}]",
        SERVICE + "maxConnections: Off, byteRate: 10, byteRatePerConnection: 10MiB}]",
        SERVICE + "maxConnectionLifetime: Off, udpRequests: Off, udpResponses: 0}]",
        SERVICE + "proxyProtocol: {checksum: true, tlvs: [{type: 0xE1, value: 1}]}}]",
        SERVICE + "listening: {mark: 0x1, freebind: false}, endpointSockets: {mark: 2}}]",
        SERVICE + "tls: {termination: Off, origination: {verify: Full}}}]",
        SERVICE + "balancing: Maglev, balancingConfig: {maxLoadPercent: Off, tableSize: 251}}]",
        SERVICE + "loadBalancerSourceRanges: [10.0.0.0/8], trafficDistribution: PreferClose}]",
        SERVICE + "labels: {a: 1, b: true, c: d}}]",
        SERVICE + "endpoints: [10.0.0.1:80 weight=2, {address: 10.0.0.2, ports: {}, zone: a}]}]",
        SERVICE
            + "sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 1}}}]",
      })
  void bothAccept(String text) {
    assertThat(SchemaValidator.accepts(SCHEMA, parse(text))).isTrue();
    assertThat(problems(text)).noneMatch(Problem::isError);
  }

  private static Set<String> keysOfSchema(Map<?, ?> schema) {
    Set<String> keys = new TreeSet<>();
    SchemaValidator.properties(schema).keySet().forEach(key -> keys.add((String) key));
    return keys;
  }

  /** The keys that the reader lists when it meets one that it does not know. */
  private static Set<String> keysOfReader(String text) {
    for (Problem problem : problems(text)) {
      Matcher matcher = KNOWN_KEYS.matcher(problem.message());
      if (matcher.find()) {
        return Set.of(matcher.group(1).split(", "));
      }
    }
    throw new AssertionError(problems(text));
  }

  private static Map<?, ?> at(String path) {
    Map<?, ?> schema = SCHEMA;
    for (String step : path.split("\\.", -1)) {
      Object next =
          step.equals("items") ? schema.get("items") : SchemaValidator.properties(schema).get(step);
      schema = (Map<?, ?>) Objects.requireNonNull(next, step);
      if (schema.get("anyOf") instanceof List<?> choices) {
        schema = (Map<?, ?>) choices.getLast();
      }
    }
    return schema;
  }

  private static List<Problem> problems(String text) {
    Problems problems = new Problems();
    NativeReader reader = new NativeReader(problems, Map.of());
    reader.read(parse(text));
    reader.finish();
    return problems.sorted();
  }

  private static YamlNode parse(String text) {
    Problems problems = new Problems();
    List<YamlNode> documents = YamlParser.parse("t", text, problems);
    assertThat(problems.sorted()).isEmpty();
    return documents.getFirst();
  }
}
