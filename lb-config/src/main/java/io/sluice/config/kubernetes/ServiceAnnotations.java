package io.sluice.config.kubernetes;

import io.sluice.config.model.BalancingPolicy;
import io.sluice.config.model.ConnectionSettings;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.Numbers;
import io.sluice.config.yaml.Quote;
import io.sluice.config.yaml.Suggestion;
import io.sluice.config.yaml.YamlNode.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What Kubernetes has no field for: annotations {@code sluice.io/KEY} of a Service, where KEY is a
 * key of the native configuration in kebab case and the value is written as there.
 */
record ServiceAnnotations(ConnectionSettings settings, BalancingPolicy balancing) {
  private static final String PREFIX = "sluice.io/";
  private static final String CONNECT_TIMEOUT = PREFIX + "connect-timeout";
  private static final String IDLE_TIMEOUT = PREFIX + "idle-timeout";
  private static final String HALF_CLOSED_TIMEOUT = PREFIX + "half-closed-timeout";
  private static final String UDP_IDLE_TIMEOUT = PREFIX + "udp-idle-timeout";
  private static final String RETRIES = PREFIX + "retries";
  private static final String BALANCING = PREFIX + "balancing";
  private static final List<String> KNOWN =
      List.of(
          CONNECT_TIMEOUT, IDLE_TIMEOUT, HALF_CLOSED_TIMEOUT, UDP_IDLE_TIMEOUT, RETRIES, BALANCING);

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final int MAX_RETRIES = 100;

  private static final String ROUND_ROBIN = "RoundRobin";
  private static final Map<String, String> POLICIES =
      Choices.words(ROUND_ROBIN, "LeastConnections", "Random", "Maglev", "PeakEwma");

  /** The annotations of an object; those that are absent have the given defaults. */
  static ServiceAnnotations read(Fields object, ConnectionSettings defaults) {
    BalancingPolicy balancing = new BalancingPolicy.RoundRobin();
    Fields metadata = object.mapping("metadata");
    Fields annotations = metadata == null ? null : metadata.mapping("annotations");
    if (annotations == null) {
      return new ServiceAnnotations(defaults, balancing);
    }
    ConnectionSettings settings =
        new ConnectionSettings(
            duration(annotations, CONNECT_TIMEOUT, defaults.connectTimeout()),
            duration(annotations, IDLE_TIMEOUT, defaults.idleTimeout()),
            duration(annotations, HALF_CLOSED_TIMEOUT, defaults.halfClosedTimeout()),
            duration(annotations, UDP_IDLE_TIMEOUT, defaults.udpIdleTimeout()),
            retries(annotations, defaults.retries()));
    String policy = annotations.choice(BALANCING, POLICIES, ROUND_ROBIN);
    if (!policy.equals(ROUND_ROBIN)) {
      String message = policy + " is not available in this version; use " + ROUND_ROBIN;
      annotations.error(BALANCING, "unavailable", message);
    }
    rejectUnknown(annotations);
    return new ServiceAnnotations(settings, balancing);
  }

  private static Duration duration(Fields annotations, String key, Duration whenAbsent) {
    return annotations.duration(key, SHORTEST, LONGEST, whenAbsent);
  }

  /** Unlike the native key this is a number in quotes, since every annotation is text. */
  private static int retries(Fields annotations, int whenAbsent) {
    Integer retries =
        annotations.parsed(
            RETRIES,
            "integer-range",
            "a number; use 0 to " + MAX_RETRIES,
            text -> Numbers.parseInteger(text, 0, MAX_RETRIES));
    return retries == null ? whenAbsent : retries;
  }

  private static void rejectUnknown(Fields annotations) {
    for (Entry entry : annotations.node().entries()) {
      String key = entry.key().text();
      if (key.startsWith(PREFIX) && !KNOWN.contains(key)) {
        String nearest = Suggestion.nearest(key, KNOWN);
        String hint =
            nearest == null
                ? "; known are " + String.join(", ", KNOWN)
                : "; did you mean " + nearest + "?";
        annotations
            .problems()
            .error(
                entry.key().position(),
                annotations.path(key),
                "unknown-key",
                "unknown annotation " + Quote.value(key) + hint);
      }
    }
  }
}
