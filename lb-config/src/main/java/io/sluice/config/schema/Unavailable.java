package io.sluice.config.schema;

import io.sluice.config.yaml.Fields;
import java.util.List;
import java.util.Map;

/**
 * Keys of the native configuration that this version does not serve. Leaving one of them out would
 * change what clients and endpoints see, so each is an error unless it says what holds anyway.
 */
final class Unavailable {
  static final List<String> SERVICE_KEYS = List.of("healthCheck", "outlierEjection");

  private static final String RULE = "unavailable";
  private static final Map<String, String> ASSIGN = Choices.words(Choices.OFF, "Auto");

  private Unavailable() {}

  /** Reads the document's {@code vips}: addresses are not put on interfaces yet. */
  static void readVips(Fields document) {
    Fields vips = document.mapping("vips");
    if (vips != null) {
      String chosen = vips.choice("assign", ASSIGN, Choices.OFF);
      if (!chosen.equals(Choices.OFF)) {
        String message = chosen + " is not available in this version; use " + Choices.OFF;
        vips.error("assign", RULE, message);
      }
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
  }
}
