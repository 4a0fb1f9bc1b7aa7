package io.sluice.config.schema;

import io.sluice.config.yaml.Fields;
import java.util.List;
import java.util.Map;

/**
 * Keys of the native configuration that this version does not serve. Leaving one of them out would
 * change what clients and endpoints see, so each is an error unless it says what holds anyway.
 */
final class Unavailable {
  static final String OFF = "Off";
  static final List<String> SERVICE_KEYS =
      List.of(
          "healthCheck",
          "outlierEjection",
          "maxConnections",
          "maxConnectionsPerEndpoint",
          "maxConnectionsPerClient",
          "connectionRate");

  private static final int MAX_PRIORITY = 127;
  private static final String RULE = "unavailable";
  private static final Map<String, String> ASSIGN = Choices.words(OFF, "Auto");
  private static final Map<String, String> ACCEPT = Choices.words(OFF, "V1", "V2", "Any");
  private static final Map<String, String> SEND = Choices.words(OFF, "V1", "V2");

  private Unavailable() {}

  /** Reads the document's {@code vips}: addresses are not put on interfaces yet. */
  static void readVips(Fields document) {
    Fields vips = document.mapping("vips");
    if (vips != null) {
      acceptOff(vips, "assign", ASSIGN);
      vips.ignore("interface");
      vips.rejectUnknownKeys();
    }
  }

  /** Reads the keys of a service. */
  static void readServiceKeys(Fields service) {
    for (String key : SERVICE_KEYS) {
      if (service.has(key)) {
        service.error(key, RULE, key + " is not available in this version; remove it");
      }
    }
    if (!service.list("loadBalancerSourceRanges").isEmpty()) {
      service.error(
          "loadBalancerSourceRanges",
          RULE,
          "source ranges are not available in this version, every client would be let in; remove"
              + " the key");
    }
    Fields proxyProtocol = service.mapping("proxyProtocol");
    if (proxyProtocol != null) {
      acceptOff(proxyProtocol, "accept", ACCEPT);
      acceptOff(proxyProtocol, "send", SEND);
      proxyProtocol.ignore("trusted");
      proxyProtocol.rejectUnknownKeys();
    }
    String policy = service.choice("balancing", Choices.POLICIES, "RoundRobin");
    if (!policy.equals("RoundRobin")) {
      String message = policy + " is not available in this version; use RoundRobin";
      service.error("balancing", RULE, message);
    }
  }

  /** Reads the tier of an endpoint: all are in the first. */
  static int readPriority(Fields endpoint) {
    int priority = endpoint.integer("priority", 0, MAX_PRIORITY, 0);
    if (priority > 0) {
      String message = "tiers of endpoints are not available in this version; use priority 0";
      endpoint.error("priority", RULE, message);
    }
    return priority;
  }

  private static void acceptOff(Fields fields, String key, Map<String, String> choices) {
    String chosen = fields.choice(key, choices, OFF);
    if (!chosen.equals(OFF)) {
      String message = chosen + " is not available in this version; use " + OFF;
      fields.error(key, RULE, message);
    }
  }
}
