package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON values as Go's {@code fmt} package shows them. */
final class GoText {
  private GoText() {}

  /** A value as {@code %v} shows it: {@code map[a:1 b:[x y]]}. */
  static String plain(JsonNode value) {
    if (value.isObject()) {
      List<String> entries = new ArrayList<>();
      sorted(value).forEach((key, item) -> entries.add(key + ":" + plain(item)));
      return "map[" + String.join(" ", entries) + "]";
    }
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(plain(item)));
      return "[" + String.join(" ", items) + "]";
    }
    if (value.isNumber()) {
      return GoNumber.plain(value);
    }
    return value.isNull() ? "<nil>" : value.asText();
  }

  /** A value as {@code %#v} shows it: in the syntax of Go. */
  static String syntax(JsonNode value) {
    if (value.isObject()) {
      List<String> entries = new ArrayList<>();
      sorted(value).forEach((key, item) -> entries.add(quoted(key) + ":" + syntax(item)));
      return "map[string]interface {}{" + String.join(", ", entries) + "}";
    }
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(syntax(item)));
      return "[]interface {}{" + String.join(", ", items) + "}";
    }
    if (value.isTextual()) {
      return quoted(value.asText());
    }
    return value.isNull() ? "interface {}(nil)" : plain(value);
  }

  /** The name of a value's type. */
  static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "map[string]interface {}";
      case ARRAY -> "[]interface {}";
      case BOOLEAN -> "bool";
      case NUMBER -> GoNumber.isInteger(value) ? "int64" : "float64";
      case STRING, BINARY, MISSING, NULL, POJO -> "string";
    };
  }

  /** A text in double quotes, as {@code %q} shows it. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(point -> appendQuoted(point, out));
    return out.append('"').toString();
  }

  /** A code point as {@code %#U} shows it: {@code U+002A '*'}. */
  static String codePoint(int point) {
    String number = String.format("U+%04X", point);
    boolean isShown = point == ' ' || isPrintable(point);
    return isShown ? number + " '" + Character.toString(point) + "'" : number;
  }

  private static void appendQuoted(int point, StringBuilder out) {
    int letter = "\u0007\b\f\n\r\t\u000b".indexOf(point);
    if (point == '"' || point == '\\') {
      out.append('\\').appendCodePoint(point);
    } else if (letter >= 0) {
      out.append('\\').append("abfnrtv".charAt(letter));
    } else if (point == ' ' || isPrintable(point)) {
      out.appendCodePoint(point);
    } else if (point < 0x80) {
      out.append(String.format("\\x%02x", point));
    } else {
      out.append(String.format(point <= 0xffff ? "\\u%04x" : "\\U%08x", point));
    }
  }

  private static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** The entries of an object, sorted by key. */
  static Map<String, JsonNode> sorted(JsonNode object) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    object.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }
}
