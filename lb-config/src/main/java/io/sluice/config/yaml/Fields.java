package io.sluice.config.yaml;

import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problems;
import io.sluice.config.yaml.YamlNode.Entry;
import io.sluice.config.yaml.YamlNode.Mapping;
import io.sluice.config.yaml.YamlNode.Scalar;
import io.sluice.config.yaml.YamlNode.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one mapping and reports what is wrong with them.
 *
 * <p>Each reading method names a key that is known; {@link #rejectUnknownKeys()}, called last, is
 * an error for every other key of the mapping. A value that cannot be read is reported and then
 * treated as absent, so that reading goes on and finds the next problem. A key without a value
 * (null) is absent. One thread at a time.
 */
public final class Fields {
  private final Mapping mapping;
  private final String path;
  private final Problems problems;
  private final UnaryOperator<String> spelling;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * Reads a mapping.
   *
   * @param path of the mapping itself, such as {@code services[0]}; empty for the document
   */
  public Fields(Mapping mapping, String path, Problems problems) {
    this(mapping, path, problems, UnaryOperator.identity());
  }

  /**
   * Reads a mapping that spells its keys in another way than the one who reads them; mappings in it
   * do not.
   *
   * @param spelling how a key that is asked for is written in the mapping
   */
  public Fields(Mapping mapping, String path, Problems problems, UnaryOperator<String> spelling) {
    this.mapping = mapping;
    this.path = path;
    this.problems = problems;
    this.spelling = spelling;
  }

  /** Where the mapping starts. */
  public Position position() {
    return mapping.position();
  }

  /** The path of the mapping itself. */
  public String path() {
    return path;
  }

  /** The path of one of its keys. */
  public String path(String key) {
    return pathOf(spelling.apply(key));
  }

  /** Where problems are reported. */
  public Problems problems() {
    return problems;
  }

  /** The mapping as it was written. */
  public Mapping node() {
    return mapping;
  }

  /** The position of a key's value, or of the mapping when the key is not there. */
  public Position position(String key) {
    YamlNode value = mapping.get(spelling.apply(key));
    return value == null ? mapping.position() : value.position();
  }

  /** The value of a key as it was written, or null when it is absent. */
  public @Nullable YamlNode value(String key) {
    String written = spelling.apply(key);
    known.add(written);
    YamlNode value = mapping.get(written);
    return value instanceof Scalar scalar && scalar.isNull() ? null : value;
  }

  /** Whether the key has a value. */
  public boolean has(String key) {
    return value(key) != null;
  }

  /** The text of a key, or null when it is absent. */
  public @Nullable String text(String key) {
    Scalar scalar = scalar(key, "text");
    return scalar == null ? null : scalar.text();
  }

  /** The text of a key that must be there; null when it was not, which is then reported. */
  public @Nullable String requiredText(String key) {
    if (!has(key)) {
      missing(key);
      return null;
    }
    return text(key);
  }

  /**
   * A value of its own syntax.
   *
   * @param rule name of the rule that the value breaks when it cannot be read
   * @param allowed what is allowed, as in "70000 is not ALLOWED"
   * @param parse answers null for text that is no such value
   */
  public <T> @Nullable T parsed(
      String key, String rule, String allowed, Function<String, @Nullable T> parse) {
    Scalar scalar = scalar(key, allowed);
    if (scalar == null) {
      return null;
    }
    T value = parse.apply(scalar.text());
    if (value == null) {
      invalid(scalar, path(key), rule, allowed);
    }
    return value;
  }

  /** One of a set of words, or the default. */
  public <T> T choice(String key, Map<String, T> choices, T whenAbsent) {
    Scalar scalar = scalar(key, "a word");
    if (scalar == null) {
      return whenAbsent;
    }
    T value = choices.get(scalar.text());
    if (value != null) {
      return value;
    }
    String nearest = Suggestion.nearest(scalar.text(), choices.keySet());
    problems.error(
        scalar.position(),
        path(key),
        "choice",
        Quote.value(scalar.text())
            + " is not allowed; use "
            + String.join(", ", choices.keySet())
            + (nearest == null ? "" : "; did you mean " + nearest + "?"));
    return whenAbsent;
  }

  /** A whole number within bounds, or the default. */
  public int integer(String key, int min, int max, int whenAbsent) {
    return integer(key, min, max, whenAbsent, "integer-range", "a number");
  }

  /**
   * A whole number within bounds, or the default.
   *
   * @param what the kind of number for the message, as in "70000 is not a port"
   */
  public int integer(String key, int min, int max, int whenAbsent, String rule, String what) {
    Scalar scalar = scalar(key, what);
    if (scalar == null) {
      return whenAbsent;
    }
    Integer value = Numbers.parseInteger(scalar.text(), min, max);
    if (value != null && scalar.isPlain()) {
      return value;
    }
    String message =
        value == null
            ? Quote.value(scalar.text()) + " is not " + what + "; use " + min + " to " + max
            : "\"" + value + "\" in quotes is text; write " + value + " without quotes";
    problems.error(scalar.position(), path(key), rule, message);
    return whenAbsent;
  }

  /** A length of time within bounds, or the default. */
  public Duration duration(String key, Duration min, Duration max, Duration whenAbsent) {
    Duration value = parsed(key, "duration", Durations.ALLOWED, Durations::parse);
    if (value == null) {
      return whenAbsent;
    }
    if (value.compareTo(min) >= 0 && value.compareTo(max) <= 0) {
      return value;
    }
    String bounds = Durations.format(min) + " to " + Durations.format(max);
    error(key, "duration-range", Durations.format(value) + " is out of range; use " + bounds);
    return whenAbsent;
  }

  /** A number of bytes within bounds, or the default. */
  public long size(String key, long min, long max, long whenAbsent) {
    Long value = parsed(key, "size", Sizes.ALLOWED, Sizes::parse);
    if (value == null) {
      return whenAbsent;
    }
    if (value >= min && value <= max) {
      return value;
    }
    String bounds = Sizes.format(min) + " to " + Sizes.format(max);
    error(key, "size-range", Sizes.format(value) + " is out of range; use " + bounds);
    return whenAbsent;
  }

  /** A truth value, {@code true} or {@code false}; null when absent. */
  public @Nullable Boolean flag(String key) {
    Scalar scalar = scalar(key, "true or false");
    if (scalar == null) {
      return null;
    }
    return switch (scalar.isPlain() ? scalar.text() : "") {
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> {
        invalid(scalar, path(key), "boolean", "true or false");
        yield null;
      }
    };
  }

  /** The fields of a nested mapping, or null when it is absent. */
  public @Nullable Fields mapping(String key) {
    YamlNode value = value(key);
    return value == null ? null : asMapping(value, path(key));
  }

  /** The items of a list; empty when it is absent. */
  public List<YamlNode> list(String key) {
    YamlNode value = value(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof Sequence sequence) {
      return sequence.items();
    }
    wrongKind(value, path(key), "a list");
    return List.of();
  }

  /** The fields of each mapping of a list; items that are no mapping are reported and left out. */
  public List<Fields> mappings(String key) {
    List<YamlNode> items = list(key);
    List<Fields> mappings = new ArrayList<>(items.size());
    String listPath = path(key);
    for (int i = 0; i < items.size(); i++) {
      Fields fields = asMapping(items.get(i), listPath + "[" + i + "]");
      if (fields != null) {
        mappings.add(fields);
      }
    }
    return mappings;
  }

  /** The scalars of a list; items that are none are reported and left out. */
  public List<Scalar> scalars(String key) {
    List<YamlNode> items = list(key);
    List<Scalar> scalars = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Scalar scalar && !scalar.isNull()) {
        scalars.add(scalar);
      } else {
        wrongKind(items.get(i), path(key) + "[" + i + "]", "text");
      }
    }
    return scalars;
  }

  /** A mapping of text to text, in its written order; empty when it is absent. */
  public Map<String, String> textMap(String key) {
    YamlNode value = value(key);
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Mapping map)) {
      wrongKind(value, path(key), "a mapping");
      return Map.of();
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Entry entry : map.entries()) {
      if (entry.value() instanceof Scalar scalar) {
        texts.put(entry.key().text(), scalar.isNull() ? "" : scalar.text());
      } else {
        wrongKind(entry.value(), path(key) + "." + Quote.value(entry.key().text()), "text");
      }
    }
    return texts;
  }

  /** The fields of a value that must be a mapping; null when it is none, which is then reported. */
  public @Nullable Fields asMapping(YamlNode value, String valuePath) {
    if (value instanceof Mapping map) {
      return new Fields(map, valuePath, problems);
    }
    wrongKind(value, valuePath, "a mapping");
    return null;
  }

  /** Says that a key may stand here though nobody reads it. */
  public void ignore(String... keys) {
    for (String key : keys) {
      known.add(spelling.apply(key));
    }
  }

  /** Reports every key that no reading method has named as an error. */
  public void rejectUnknownKeys() {
    for (Entry entry : unknownEntries()) {
      String message = unknown(entry);
      problems.error(entry.key().position(), pathOf(entry.key().text()), "unknown-key", message);
    }
  }

  /** Reports every key that no reading method has named as a warning. */
  public void warnOfUnknownKeys() {
    for (Entry entry : unknownEntries()) {
      String message = unknown(entry);
      problems.warning(entry.key().position(), pathOf(entry.key().text()), "unknown-key", message);
    }
  }

  /** Reports that a key has to be there. */
  public void missing(String key) {
    problems.error(mapping.position(), path(key), "required", spelling.apply(key) + " is missing");
  }

  /** Reports a value that is usable, but probably not as meant. */
  public void warning(String key, String rule, String message) {
    problems.warning(position(key), path(key), rule, message);
  }

  /** Reports a problem with the value of a key. */
  public void error(String key, String rule, String message) {
    problems.error(position(key), path(key), rule, message);
  }

  private String pathOf(String written) {
    return path.isEmpty() ? Quote.value(written) : path + "." + Quote.value(written);
  }

  private List<Entry> unknownEntries() {
    return mapping.entries().stream().filter(each -> !known.contains(each.key().text())).toList();
  }

  private String unknown(Entry entry) {
    if (problems.isFull()) {
      return "unknown key";
    }
    String key = entry.key().text();
    String nearest = Suggestion.nearest(key, known);
    return "unknown key "
        + Quote.value(key)
        + (nearest == null
            ? "; known keys are " + String.join(", ", known)
            : "; did you mean " + nearest + "?");
  }

  private @Nullable Scalar scalar(String key, String expected) {
    YamlNode value = value(key);
    if (value == null) {
      return null;
    }
    if (value instanceof Scalar scalar) {
      return scalar;
    }
    wrongKind(value, path(key), expected);
    return null;
  }

  private void invalid(Scalar scalar, String valuePath, String rule, String allowed) {
    problems.error(
        scalar.position(), valuePath, rule, Quote.value(scalar.text()) + " is not " + allowed);
  }

  private void wrongKind(YamlNode value, String valuePath, String expected) {
    problems.error(
        value.position(), valuePath, "type", "found " + value.kind() + "; use " + expected);
  }
}
