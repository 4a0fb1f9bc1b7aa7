package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/**
 * YAML as {@code kubectl get -o yaml} writes it: keys in {@link YamlKeyOrder}, lists as deep as
 * their key, long texts folded after column 80.
 */
final class YamlPrinter {
  /** How much deeper an inner value is written. */
  static final int INDENT = 2;

  // A longer key, in bytes, is written after a question mark.
  private static final int LONGEST_KEY = 128;

  private final YamlText out = new YamlText();

  private YamlPrinter() {}

  /** One document, without a marker before it. */
  static String text(JsonNode value) {
    YamlPrinter printer = new YamlPrinter();
    if (value.isObject() && !value.isEmpty()) {
      printer.writeEntries(value, 0);
    } else if (value.isArray() && !value.isEmpty()) {
      printer.writeItems(value, 0);
    } else {
      printer.writeScalar(value, INDENT);
      printer.out.endLine();
    }
    return printer.out.toString();
  }

  private void writeEntries(JsonNode object, int indent) {
    for (String key : YamlKeyOrder.keys(object)) {
      out.indent(indent);
      JsonNode value = object.path(key);
      if (isSimple(key)) {
        out.text(key, Integer.MAX_VALUE);
        out.append(":");
        writeAfterKey(value, indent);
      } else {
        out.append("? ");
        out.text(key, indent + INDENT);
        out.endLine();
        out.indent(indent);
        out.append(": ");
        writeInline(value, indent);
      }
    }
  }

  private static boolean isSimple(String key) {
    return key.indexOf('\n') < 0 && key.getBytes(StandardCharsets.UTF_8).length <= LONGEST_KEY;
  }

  private void writeAfterKey(JsonNode value, int indent) {
    if (value.isObject() && !value.isEmpty()) {
      out.endLine();
      writeEntries(value, indent + INDENT);
    } else if (value.isArray() && !value.isEmpty()) {
      out.endLine();
      writeItems(value, indent);
    } else {
      out.append(" ");
      writeScalar(value, indent + INDENT);
      out.endLine();
    }
  }

  private void writeItems(JsonNode array, int indent) {
    for (JsonNode item : array) {
      out.indent(indent);
      out.append("- ");
      writeInline(item, indent);
    }
  }

  /** Writes a value behind a marker of two characters, on the marker's own line. */
  private void writeInline(JsonNode value, int indent) {
    if (value.isObject() && !value.isEmpty()) {
      writeEntries(value, indent + INDENT);
    } else if (value.isArray() && !value.isEmpty()) {
      writeItems(value, indent + INDENT);
    } else {
      writeScalar(value, indent + INDENT);
      out.endLine();
    }
  }

  private void writeScalar(JsonNode value, int indent) {
    if (value.isTextual()) {
      out.text(value.asText(), indent);
    } else if (value.isNumber()) {
      out.append(GoNumber.yaml(value));
    } else if (value.isContainerNode()) {
      out.append(value.isObject() ? "{}" : "[]");
    } else {
      out.append(value.asText("null"));
    }
  }
}
