package io.sluice.app.render;

import io.sluice.config.yaml.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping of a native document as it grows, keys in the order in which they were added. */
final class Tree {
  private final Map<String, Object> map = new LinkedHashMap<>();

  Map<String, Object> map() {
    return map;
  }

  Tree add(String key, Object value) {
    map.put(key, value instanceof Duration duration ? Durations.format(duration) : value);
    return this;
  }

  /** Adds the value unless it is what holds anyway. */
  Tree add(String key, Object value, Object usual) {
    return value.equals(usual) ? this : add(key, value);
  }

  Tree addUnlessNull(String key, @Nullable Object value) {
    return value == null ? this : add(key, value);
  }
}
