package io.sluice.config.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pieces of a JSON Schema, each as our reader takes it. */
final class SchemaParts {
  private static final String REFERENCE = "\\$\\{";
  private static final String DURATION =
      "^(?=.)((0|[1-9][0-9]*)h)?((0|[1-9][0-9]*)m)?((0|[1-9][0-9]*)s)?((0|[1-9][0-9]*)ms)?$";
  private static final String SIZE = "^(0|[1-9][0-9]*)(KiB|MiB|GiB)?$";
  private static final String LABEL = "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$";

  private SchemaParts() {}

  record Property(String key, Map<String, Object> schema) {}

  static Property entry(String key, Map<String, Object> schema) {
    return new Property(key, schema);
  }

  static Property[] join(List<Property> some, List<Property> others) {
    List<Property> all = new ArrayList<>(some);
    all.addAll(others);
    return all.toArray(Property[]::new);
  }

  static Map<String, Object> object(List<String> required, Property... properties) {
    Map<String, Object> schemas = new LinkedHashMap<>();
    for (Property property : properties) {
      schemas.put(property.key(), property.schema());
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", List.of("object", "null"));
    object.put("additionalProperties", false);
    object.put("properties", schemas);
    if (!required.isEmpty()) {
      object.put("required", required);
    }
    return object;
  }

  static Map<String, Object> mapOf(Map<String, Object> values) {
    return ordered("type", List.of("object", "null"), "additionalProperties", values);
  }

  static Map<String, Object> list(Map<String, Object> items) {
    return ordered("type", List.of("array", "null"), "items", items);
  }

  static Map<String, Object> nonEmpty(Map<String, Object> list) {
    Map<String, Object> copy = new LinkedHashMap<>(list);
    copy.put("type", "array");
    copy.put("minItems", 1);
    return copy;
  }

  static Map<String, Object> text(String description) {
    return description.isEmpty()
        ? Map.of("type", "string")
        : ordered("type", "string", "description", description);
  }

  /** Whatever is read as it was written, also when it looks like a number or a truth value. */
  static Map<String, Object> scalar() {
    return Map.of("type", List.of("string", "number", "boolean", "null"));
  }

  static Map<String, Object> label() {
    return pattern(LABEL);
  }

  static Map<String, Object> pattern(String pattern) {
    return reference(ordered("type", "string", "pattern", pattern));
  }

  static Map<String, Object> flag() {
    return reference(Map.of("type", "boolean"));
  }

  static Map<String, Object> size() {
    return anyOf(Map.of("type", "integer", "minimum", 0), pattern(SIZE));
  }

  static Map<String, Object> duration() {
    return pattern(DURATION);
  }

  static Map<String, Object> duration(String whenAbsent) {
    return reference(ordered("type", "string", "pattern", DURATION, "default", whenAbsent));
  }

  static Map<String, Object> integer(int min, int max) {
    return reference(ordered("type", "integer", "minimum", min, "maximum", max));
  }

  /** What may also be switched off. */
  static Map<String, Object> orOff(Map<String, Object> schema) {
    return anyOf(only(Choices.OFF), schema);
  }

  static Map<String, Object> automatic(int max) {
    return anyOf(integer(1, max), only("Auto"));
  }

  static Map<String, Object> choice(Collection<String> words) {
    return reference(Map.of("enum", List.copyOf(words)));
  }

  static Map<String, Object> only(String word) {
    return choice(List.of(word));
  }

  static Map<String, Object> reference(Map<String, Object> schema) {
    return anyOf(schema, ordered("type", "string", "pattern", REFERENCE));
  }

  static Map<String, Object> anyOf(Map<String, Object> one, Map<String, Object> other) {
    return Map.of("anyOf", List.of(one, other));
  }

  static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
