package io.sluice.config.kubernetes;

import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlNode.Entry;
import io.sluice.config.yaml.YamlNode.Mapping;
import io.sluice.config.yaml.YamlNode.Scalar;
import io.sluice.config.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Nodes as plain values, typed by the core schema of YAML 1.2, in maps that keep their order. */
final class ManifestTree {
  private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private ManifestTree() {}

  /** The value of a node; maps and lists are unmodifiable. */
  static @Nullable Object of(YamlNode node) {
    return switch (node) {
      case Scalar scalar -> scalarOf(scalar);
      case Sequence sequence -> listOf(sequence);
      case Mapping mapping -> mapOf(mapping);
    };
  }

  /** The values of a mapping. */
  static Map<String, Object> mapOf(Mapping mapping) {
    Map<String, Object> map = LinkedHashMap.newLinkedHashMap(mapping.entries().size());
    for (Entry entry : mapping.entries()) {
      putNullable(map, entry.key().text(), of(entry.value()));
    }
    return Collections.unmodifiableMap(map);
  }

  /** The map under a key; empty when there is none. */
  static Map<String, Object> mapAt(Map<String, Object> tree, String key) {
    return asMap(tree.get(key));
  }

  /** A value as a map; empty when it is none. */
  @SuppressWarnings("unchecked") // every map of a tree was made by mapOf or by our own builders
  static Map<String, Object> asMap(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /** The list under a key; empty when there is none. */
  static List<?> listAt(Map<String, Object> tree, String key) {
    return tree.get(key) instanceof List<?> list ? list : List.of();
  }

  /** The text under a key, or null when there is none. */
  static @Nullable String textAt(Map<String, Object> tree, String key) {
    return tree.get(key) instanceof String text ? text : null;
  }

  private static List<Object> listOf(Sequence sequence) {
    List<Object> list = new ArrayList<>(sequence.items().size());
    for (YamlNode item : sequence.items()) {
      addNullable(list, of(item));
    }
    return Collections.unmodifiableList(list);
  }

  private static @Nullable Object scalarOf(Scalar scalar) {
    if (scalar.isNull()) {
      return null;
    }
    return scalar.isPlain() ? plain(scalar.text()) : scalar.text();
  }

  private static Object plain(String text) {
    return switch (text) {
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> Double.POSITIVE_INFINITY;
      case "-.inf", "-.Inf", "-.INF" -> Double.NEGATIVE_INFINITY;
      case ".nan", ".NaN", ".NAN" -> Double.NaN;
      default -> numberOrText(text);
    };
  }

  private static Object numberOrText(String text) {
    try {
      if (DECIMAL.matcher(text).matches()) {
        return Long.parseLong(text);
      }
      if (text.startsWith("0x")) {
        return Long.parseLong(text, 2, text.length(), 16);
      }
      if (text.startsWith("0o")) {
        return Long.parseLong(text, 2, text.length(), 8);
      }
      return FLOAT.matcher(text).matches() ? Double.valueOf(text) : text;
    } catch (NumberFormatException e) {
      return text; // more digits than a long has, or a word that only begins like a number
    }
  }

  // The model's trees are declared as maps to Object; a null in a manifest is the one exception.
  @SuppressWarnings("NullAway")
  private static void putNullable(Map<String, Object> map, String key, @Nullable Object value) {
    map.put(key, value);
  }

  @SuppressWarnings("NullAway")
  private static void addNullable(List<Object> list, @Nullable Object value) {
    list.add(value);
  }
}
