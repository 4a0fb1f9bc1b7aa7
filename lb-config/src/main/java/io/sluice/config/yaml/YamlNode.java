package io.sluice.config.yaml;

import io.sluice.config.problem.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of a YAML document that knows where it stands. Aliases are already resolved. */
public sealed interface YamlNode {
  /** Where the value starts, and its length when all of it is on one line. */
  Position position();

  /** The kind of value in a user's words, for messages: "a list", "a mapping", "text". */
  String kind();

  /**
   * Text, number, boolean or null, as it was written.
   *
   * @param text the characters after unquoting
   * @param isPlain written without quotes, so that {@code 1}, {@code true} and {@code null} mean a
   *     number, a boolean and nothing
   */
  record Scalar(String text, boolean isPlain, Position position) implements YamlNode {
    @Override
    public String kind() {
      return isNull() ? "nothing" : "a single value";
    }

    /** Whether this is the null of the YAML 1.2 core schema. */
    public boolean isNull() {
      return isPlain
          && switch (text) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
          };
    }
  }

  /** A list. */
  record Sequence(List<YamlNode> items, Position position) implements YamlNode {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A mapping in the order it was written; its keys are unique. */
  record Mapping(List<Entry> entries, Position position) implements YamlNode {
    @Override
    public String kind() {
      return "a mapping";
    }

    /** The value of a key, or null when the key is not there. */
    public @Nullable YamlNode get(String key) {
      for (Entry entry : entries) {
        if (entry.key().text().equals(key)) {
          return entry.value();
        }
      }
      return null;
    }
  }

  /** A key with its value. */
  record Entry(Scalar key, YamlNode value) {}
}
