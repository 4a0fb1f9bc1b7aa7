package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * JSON as Go's encoder writes it: keys sorted, and characters that mean something in HTML escaped.
 */
final class JsonPrinter {
  private final String indent;
  private final String lineBreak;
  private final String afterKey;
  private final StringBuilder out = new StringBuilder();

  private JsonPrinter(String indent, String lineBreak, String afterKey) {
    this.indent = indent;
    this.lineBreak = lineBreak;
    this.afterKey = afterKey;
  }

  /** A value on one line. */
  static String compact(JsonNode value) {
    JsonPrinter printer = new JsonPrinter("", "", ":");
    printer.write(value, 0);
    return printer.out.toString();
  }

  /** A value over many lines, four blanks deep each level, with a line feed at the end. */
  static String indented(JsonNode value) {
    JsonPrinter printer = new JsonPrinter("    ", "\n", ": ");
    printer.write(value, 0);
    return printer.out.append('\n').toString();
  }

  private void write(JsonNode value, int depth) {
    if (value.isObject()) {
      writeObject(value, depth);
    } else if (value.isArray()) {
      writeArray(value, depth);
    } else if (value.isTextual()) {
      writeText(value.asText());
    } else if (value.isNumber()) {
      out.append(GoNumber.json(value));
    } else {
      out.append(value.asText("null"));
    }
  }

  private void writeObject(JsonNode object, int depth) {
    out.append('{');
    String separator = "";
    for (Map.Entry<String, JsonNode> entry : GoText.sorted(object).entrySet()) {
      out.append(separator);
      startLine(depth + 1);
      writeText(entry.getKey());
      out.append(afterKey);
      write(entry.getValue(), depth + 1);
      separator = ",";
    }
    if (!object.isEmpty()) {
      startLine(depth);
    }
    out.append('}');
  }

  private void writeArray(JsonNode array, int depth) {
    out.append('[');
    String separator = "";
    for (JsonNode item : array) {
      out.append(separator);
      startLine(depth + 1);
      write(item, depth + 1);
      separator = ",";
    }
    if (!array.isEmpty()) {
      startLine(depth);
    }
    out.append(']');
  }

  private void startLine(int depth) {
    out.append(lineBreak).repeat(indent, depth);
  }

  private void writeText(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '<', '>', '&', '\u2028', '\u2029' -> out.append(String.format("\\u%04x", (int) c));
        default -> out.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
      }
    }
    out.append('"');
  }
}
