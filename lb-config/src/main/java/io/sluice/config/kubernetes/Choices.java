package io.sluice.config.kubernetes;

import io.sluice.config.model.Protocol;
import io.sluice.config.model.TrafficDistribution;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sets of words that manifests choose from, in the order in which messages list them. */
final class Choices {
  /** Protocols of a port. */
  static final Map<String, Protocol> PROTOCOLS = byName(Protocol.values());

  /** Address families of a service. */
  static final Map<String, IpFamily> IP_FAMILIES = IpFamily.byLabel();

  /** What {@code trafficDistribution} says; the last is Kubernetes' first name for the first. */
  static final Map<String, TrafficDistribution> DISTRIBUTIONS = distributions();

  private Choices() {}

  /** Words that stand for themselves. */
  static Map<String, String> words(String... words) {
    Map<String, String> choices = new LinkedHashMap<>();
    for (String word : words) {
      choices.put(word, word);
    }
    return Collections.unmodifiableMap(choices);
  }

  private static Map<String, TrafficDistribution> distributions() {
    Map<String, TrafficDistribution> choices = new LinkedHashMap<>();
    choices.put("PreferSameZone", TrafficDistribution.PREFER_SAME_ZONE);
    choices.put("PreferSameNode", TrafficDistribution.PREFER_SAME_NODE);
    choices.put("PreferClose", TrafficDistribution.PREFER_SAME_ZONE);
    return Collections.unmodifiableMap(choices);
  }

  private static Map<String, Protocol> byName(Protocol[] protocols) {
    Map<String, Protocol> choices = new LinkedHashMap<>();
    for (Protocol protocol : protocols) {
      choices.put(protocol.name(), protocol);
    }
    return Collections.unmodifiableMap(choices);
  }
}
