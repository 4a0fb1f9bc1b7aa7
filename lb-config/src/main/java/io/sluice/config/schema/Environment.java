package io.sluice.config.schema;

import io.sluice.config.problem.Problems;
import io.sluice.config.yaml.Quote;
import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlNode.Entry;
import io.sluice.config.yaml.YamlNode.Mapping;
import io.sluice.config.yaml.YamlNode.Scalar;
import io.sluice.config.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${NAME}} and {@code ${NAME:-default}} in the values of a document, keys left as
 * they are. Two dollar signs before the brace stand for one that is meant as it is.
 *
 * <p>Values are replaced after the text was parsed, so that no value can bring in YAML of its own.
 * What was replaced counts as written without quotes, since a flow mapping cannot hold {@code
 * ${PORT}} bare; but it never becomes a null, which would silently be the default.
 */
final class Environment {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$(\\$\\{)|\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?})?");

  private final Map<String, String> variables;
  private final Problems problems;

  /** Names and indices that lead to the node at hand. */
  private final List<String> steps = new ArrayList<>();

  private boolean hasFailed;

  Environment(Map<String, String> variables, Problems problems) {
    this.variables = variables;
    this.problems = problems;
  }

  /** The same node with everything replaced; the very same when there was nothing to replace. */
  YamlNode expand(YamlNode node) {
    return switch (node) {
      case Scalar scalar -> scalar.text().contains("${") ? expandScalar(scalar) : scalar;
      case Sequence sequence -> expandSequence(sequence);
      case Mapping mapping -> expandMapping(mapping);
    };
  }

  /** Whether something could not be replaced, which was reported. */
  boolean hasFailed() {
    return hasFailed;
  }

  @SuppressWarnings("ReferenceEquality") // the very same node is how "nothing changed" is said
  private YamlNode expandSequence(Sequence sequence) {
    List<YamlNode> items = sequence.items();
    List<YamlNode> changed = null;
    for (int i = 0; i < items.size(); i++) {
      YamlNode expanded = expandAt("[" + i + "]", items.get(i));
      if (expanded != items.get(i)) {
        changed = changed == null ? new ArrayList<>(items) : changed;
        changed.set(i, expanded);
      }
    }
    return changed == null ? sequence : new Sequence(changed, sequence.position());
  }

  @SuppressWarnings("ReferenceEquality") // as above
  private YamlNode expandMapping(Mapping mapping) {
    List<Entry> entries = mapping.entries();
    List<Entry> changed = null;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      YamlNode expanded = expandAt(entry.key().text(), entry.value());
      if (expanded != entry.value()) {
        changed = changed == null ? new ArrayList<>(entries) : changed;
        changed.set(i, new Entry(entry.key(), expanded));
      }
    }
    return changed == null ? mapping : new Mapping(changed, mapping.position());
  }

  private YamlNode expandAt(String step, YamlNode node) {
    steps.add(step);
    YamlNode expanded = expand(node);
    steps.removeLast();
    return expanded;
  }

  private Scalar expandScalar(Scalar scalar) {
    Matcher matcher = REFERENCE.matcher(scalar.text());
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String value = matcher.group(1) == null ? value(matcher, scalar) : matcher.group(1);
      matcher.appendReplacement(out, Matcher.quoteReplacement(value));
    }
    String text = matcher.appendTail(out).toString();
    boolean isPlain = !new Scalar(text, true, scalar.position()).isNull();
    return new Scalar(text, isPlain, scalar.position());
  }

  private String value(Matcher matcher, Scalar scalar) {
    String name = matcher.group(2);
    if (name == null) {
      String message =
          "${ does not begin ${NAME} or ${NAME:-default}; write $${ for the characters themselves";
      report(scalar, "environment-syntax", message);
      return "";
    }
    String value = variables.get(name);
    String whenUnset = matcher.group(3);
    if (value != null && (whenUnset == null || !value.isEmpty())) {
      return value;
    }
    if (whenUnset != null) {
      return whenUnset;
    }
    String message = "environment variable " + name + " is not set; set it, or use ${" + name;
    report(scalar, "environment-unset", message + ":-default}");
    return "";
  }

  private void report(Scalar scalar, String rule, String message) {
    hasFailed = true;
    problems.error(scalar.position(), path(), rule, message);
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (String step : steps) {
      boolean isIndex = step.startsWith("[");
      path.append(path.isEmpty() || isIndex ? "" : ".").append(isIndex ? step : Quote.value(step));
    }
    return path.toString();
  }
}
