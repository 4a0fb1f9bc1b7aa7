package io.sluice.config.schema;

import io.sluice.config.yaml.Numbers;
import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlNode.Entry;
import io.sluice.config.yaml.YamlNode.Mapping;
import io.sluice.config.yaml.YamlNode.Scalar;
import io.sluice.config.yaml.YamlNode.Sequence;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** As much of JSON Schema as ours uses; a keyword that it does not know is a failure. */
final class SchemaValidator {
  private static final Set<String> SILENT = Set.of("$schema", "title", "description", "default");

  private SchemaValidator() {}

  static boolean accepts(Map<?, ?> schema, YamlNode node) {
    return schema.entrySet().stream()
        .allMatch(each -> accepts((String) each.getKey(), each.getValue(), schema, node));
  }

  private static boolean accepts(String keyword, Object value, Map<?, ?> schema, YamlNode node) {
    return switch (keyword) {
      case "type" -> types(value).anyMatch(type -> isOfType(type, node));
      case "anyOf" -> list(value).stream().anyMatch(each -> accepts((Map<?, ?>) each, node));
      case "enum" -> node instanceof Scalar scalar && list(value).contains(scalar.text());
      case "pattern" ->
          !(node instanceof Scalar scalar)
              || Pattern.compile((String) value).matcher(scalar.text()).find();
      case "minimum" -> !(node instanceof Scalar scalar) || number(scalar) >= (int) value;
      case "maximum" -> !(node instanceof Scalar scalar) || number(scalar) <= (int) value;
      case "minItems" -> !(node instanceof Sequence list) || list.items().size() >= (int) value;
      case "maxItems" -> !(node instanceof Sequence list) || list.items().size() <= (int) value;
      case "items" ->
          !(node instanceof Sequence list)
              || list.items().stream().allMatch(each -> accepts((Map<?, ?>) value, each));
      case "required" ->
          !(node instanceof Mapping mapping)
              || list(value).stream().allMatch(each -> mapping.get((String) each) != null);
      case "properties" ->
          !(node instanceof Mapping mapping)
              || mapping.entries().stream()
                  .allMatch(each -> acceptsProperty((Map<?, ?>) value, each));
      case "additionalProperties" ->
          !(node instanceof Mapping mapping)
              || mapping.entries().stream()
                  .filter(each -> !properties(schema).containsKey(each.key().text()))
                  .allMatch(each -> acceptsAdditional(value, each.value()));
      default -> {
        if (!SILENT.contains(keyword)) {
          throw new IllegalArgumentException(keyword);
        }
        yield true;
      }
    };
  }

  private static boolean acceptsProperty(Map<?, ?> properties, Entry entry) {
    Object schema = properties.get(entry.key().text());
    return schema == null || accepts((Map<?, ?>) schema, entry.value());
  }

  private static boolean acceptsAdditional(Object schema, YamlNode value) {
    return schema instanceof Map<?, ?> map && accepts(map, value);
  }

  private static boolean isOfType(String type, YamlNode node) {
    return switch (type) {
      case "object" -> node instanceof Mapping;
      case "array" -> node instanceof Sequence;
      case "null" -> node instanceof Scalar scalar && scalar.isNull();
      case "integer" -> node instanceof Scalar scalar && scalar.isPlain() && isNumber(scalar);
      case "number" -> node instanceof Scalar scalar && scalar.text().matches("[0-9.]+");
      case "boolean" -> node instanceof Scalar scalar && scalar.text().matches("true|false");
      case "string" ->
          node instanceof Scalar scalar
              && !scalar.isNull()
              && !(scalar.isPlain() && (isNumber(scalar) || isOfType("boolean", node)));
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static boolean isNumber(Scalar scalar) {
    return Numbers.parseInteger(scalar.text(), Integer.MIN_VALUE, Integer.MAX_VALUE) != null;
  }

  private static int number(Scalar scalar) {
    Integer number = Numbers.parseInteger(scalar.text(), Integer.MIN_VALUE, Integer.MAX_VALUE);
    return Objects.requireNonNullElse(number, Integer.MIN_VALUE);
  }

  static Map<?, ?> properties(Map<?, ?> schema) {
    return schema.get("properties") instanceof Map<?, ?> map ? map : Map.of();
  }

  private static Stream<String> types(Object value) {
    return value instanceof Collection<?> many
        ? many.stream().map(String.class::cast)
        : Stream.of((String) value);
  }

  private static List<?> list(Object value) {
    return (List<?>) value;
  }
}
