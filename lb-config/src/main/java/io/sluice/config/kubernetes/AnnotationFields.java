package io.sluice.config.kubernetes;

import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problem;
import io.sluice.config.problem.Problems;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlNode.Entry;
import io.sluice.config.yaml.YamlNode.Mapping;
import io.sluice.config.yaml.YamlNode.Scalar;
import io.sluice.config.yaml.YamlNode.Sequence;
import io.sluice.config.yaml.YamlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes of annotations {@code sluice.io/KEY} the mapping that a native document would have, where
 * KEY is a native key in kebab case, so that one reader checks both.
 *
 * <p>Every annotation is text. One that begins with a brace or a bracket is YAML for what it holds;
 * any other is the value itself.
 */
final class AnnotationFields {
  static final String PREFIX = "sluice.io/";

  private final Problems problems;

  private AnnotationFields(Problems problems) {
    this.problems = problems;
  }

  /** The annotations of ours among all of an object; read with native keys. */
  static Fields of(Fields annotations) {
    AnnotationFields fields = new AnnotationFields(annotations.problems());
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : annotations.node().entries()) {
      if (entry.key().text().startsWith(PREFIX) && entry.value() instanceof Scalar scalar) {
        YamlNode value = fields.value(scalar, annotations.path(entry.key().text()));
        if (value != null) {
          entries.add(new Entry(entry.key(), value));
        }
      }
    }
    Mapping mapping = new Mapping(entries, annotations.position());
    return new Fields(mapping, annotations.path(), annotations.problems(), AnnotationFields::name);
  }

  /** The annotation of a native key: {@code sluice.io/idle-timeout} for {@code idleTimeout}. */
  static String name(String key) {
    return PREFIX + key.replaceAll("[A-Z]", "-$0").toLowerCase(Locale.ROOT);
  }

  private @Nullable YamlNode value(Scalar annotation, String path) {
    String text = annotation.text();
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return new Scalar(text, /* isPlain= */ true, annotation.position());
    }
    Problems found = new Problems();
    List<YamlNode> documents = YamlParser.parse(annotation.position().source(), text, found);
    for (Problem problem : found.sorted()) {
      problems.error(annotation.position(), path, problem.rule(), problem.message());
    }
    if (found.hasErrors()) {
      return null;
    }
    if (documents.size() != 1) {
      String message = "found " + documents.size() + " documents; use one value";
      problems.error(annotation.position(), path, "yaml-syntax", message);
      return null;
    }
    return moved(documents.getFirst(), annotation.position());
  }

  /** Lines of the annotation's text are not lines of the file. */
  private static YamlNode moved(YamlNode node, Position position) {
    return switch (node) {
      case Scalar scalar -> moved(scalar, position);
      case Sequence sequence ->
          new Sequence(
              sequence.items().stream().map(item -> moved(item, position)).toList(), position);
      case Mapping mapping ->
          new Mapping(
              mapping.entries().stream()
                  .map(
                      each -> new Entry(moved(each.key(), position), moved(each.value(), position)))
                  .toList(),
              position);
    };
  }

  private static Scalar moved(Scalar scalar, Position position) {
    return new Scalar(scalar.text(), scalar.isPlain(), position);
  }
}
