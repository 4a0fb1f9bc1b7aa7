package io.sluice.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.config.model.Manifest;

/** JSON trees, from a running instance or from files. */
final class Trees {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Trees() {}

  static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new CommandException("sluice: the running instance did not answer with JSON", e);
    }
  }

  /** JSON for people. */
  static String indented(Object tree) {
    return MAPPER.valueToTree(tree).toPrettyString();
  }

  static JsonNode of(Manifest manifest) {
    return MAPPER.valueToTree(manifest.tree());
  }
}
