package io.sluice.config.kubernetes;

import io.sluice.config.problem.Problems;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.Quote;
import io.sluice.config.yaml.YamlNode.Entry;
import io.sluice.config.yaml.YamlNode.Mapping;
import io.sluice.config.yaml.YamlNode.Scalar;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Reads labels, selectors and annotations: text to text, as strict as the API server. */
final class Labels {
  private Labels() {}

  /** Labels or a selector, in their written order; empty when absent. */
  static Map<String, String> read(Fields fields, String key) {
    return read(fields, key, NameSyntax::isLabelValue);
  }

  /** Annotations, whose values may be any text. */
  static Map<String, String> readAnnotations(Fields fields, String key) {
    return read(fields, key, value -> true);
  }

  private static Map<String, String> read(
      Fields fields, String key, Predicate<String> isValueAllowed) {
    Fields pairs = fields.mapping(key);
    if (pairs == null) {
      return Map.of();
    }
    Mapping mapping = pairs.node();
    Map<String, String> texts = LinkedHashMap.newLinkedHashMap(mapping.entries().size());
    for (Entry entry : mapping.entries()) {
      String name = entry.key().text();
      String path = pairs.path(name);
      Problems problems = fields.problems();
      if (!NameSyntax.isQualifiedName(name)) {
        problems.error(
            entry.key().position(),
            path,
            "label-key",
            Quote.value(name)
                + " is not a label or annotation key; use letters, digits, - _ . and one /");
      } else if (!(entry.value() instanceof Scalar scalar)) {
        problems.error(
            entry.value().position(), path, "type", "found " + entry.value().kind() + "; use text");
      } else if (isTypedOtherwise(scalar)) {
        problems.error(
            scalar.position(),
            path,
            "type",
            scalar.text() + " is not text; write it in quotes: \"" + scalar.text() + "\"");
      } else if (!isValueAllowed.test(valueOf(scalar))) {
        problems.error(
            scalar.position(),
            path,
            "label-value",
            Quote.value(scalar.text())
                + " is not a label value; use at most 63 letters, digits and - _ .");
      } else {
        texts.put(name, valueOf(scalar));
      }
    }
    return Collections.unmodifiableMap(texts);
  }

  /** Null is the empty text to the API server; numbers and truth values are refused by it. */
  private static String valueOf(Scalar scalar) {
    return scalar.isNull() ? "" : scalar.text();
  }

  private static boolean isTypedOtherwise(Scalar scalar) {
    return !scalar.isNull() && !(ManifestTree.of(scalar) instanceof String);
  }
}
