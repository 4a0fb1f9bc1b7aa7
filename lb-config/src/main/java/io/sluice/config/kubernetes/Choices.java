package io.sluice.config.kubernetes;

import io.sluice.config.model.Protocol;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sets of words that manifests choose from, in the order in which messages list them. */
final class Choices {
  /** Protocols of a port. */
  static final Map<String, Protocol> PROTOCOLS = byName(Protocol.values());

  /** Address families of a service. */
  static final Map<String, IpFamily> IP_FAMILIES = IpFamily.byLabel();

  private Choices() {}

  /** Words that stand for themselves. */
  static Map<String, String> words(String... words) {
    Map<String, String> choices = new LinkedHashMap<>();
    for (String word : words) {
      choices.put(word, word);
    }
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
