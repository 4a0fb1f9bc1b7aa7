package io.sluice.config.kubernetes;

import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.NameSyntax;
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
      if (!NameSyntax.isQualifiedName(name)) {
        pairs
            .problems()
            .error(
                entry.key().position(),
                pairs.path(name),
                "label-key",
                Quote.value(name)
                    + " is not a label or annotation key; use letters, digits, - _ . and one /");
      } else if (!(entry.value() instanceof Scalar scalar)) {
        pairs.error(name, "type", "found " + entry.value().kind() + "; use text");
      } else if (isTypedOtherwise(scalar)) {
        String text = Quote.value(scalar.text());
        pairs.error(name, "type", text + " is not text; write it in quotes: \"" + text + "\"");
      } else if (!isValueAllowed.test(valueOf(scalar))) {
        pairs.error(
            name,
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
