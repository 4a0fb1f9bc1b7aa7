package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Requirements on labels, as {@code -l} takes them: {@code a=b,c!=d,e,!f,g in (x,y),h notin (z)}.
 *
 * @param requirements all of which have to be met; none are met by every object
 */
public record LabelSelector(List<Requirement> requirements) {
  public LabelSelector {
    requirements = List.copyOf(requirements);
  }

  /**
   * Reads a selector.
   *
   * @throws OutputException if it is not one
   */
  public static LabelSelector parse(String text) {
    return new LabelSelector(new LabelSelectorParser(text).requirements());
  }

  /** Whether labels, {@code metadata.labels} of an object, meet all requirements. */
  public boolean matches(JsonNode labels) {
    return requirements.stream().allMatch(requirement -> requirement.isMetBy(labels));
  }

  /** One condition on one label. */
  public sealed interface Requirement {
    /** The label it is about. */
    String key();

    /** Whether labels meet it. */
    boolean isMetBy(JsonNode labels);
  }

  /** The label is there, whatever its value. */
  record Exists(String key) implements Requirement {
    @Override
    public boolean isMetBy(JsonNode labels) {
      return labels.has(key);
    }
  }

  /** The label is not there. */
  record Absent(String key) implements Requirement {
    @Override
    public boolean isMetBy(JsonNode labels) {
      return !labels.has(key);
    }
  }

  /** The label has one of some values. */
  record In(String key, List<String> values) implements Requirement {
    @Override
    public boolean isMetBy(JsonNode labels) {
      return labels.has(key) && values.contains(labels.path(key).asText(""));
    }
  }

  /** The label has none of some values; met also when it is not there. */
  record NotIn(String key, List<String> values) implements Requirement {
    @Override
    public boolean isMetBy(JsonNode labels) {
      return !labels.has(key) || !values.contains(labels.path(key).asText(""));
    }
  }

  /**
   * The label is a whole number on one side of another.
   *
   * @param sign 1 for greater than the bound, -1 for less
   */
  record Beyond(String key, int sign, long bound) implements Requirement {
    @Override
    public boolean isMetBy(JsonNode labels) {
      try {
        return Long.compare(Long.parseLong(labels.path(key).asText("")), bound) == sign;
      } catch (NumberFormatException notANumber) {
        return false;
      }
    }
  }
}
