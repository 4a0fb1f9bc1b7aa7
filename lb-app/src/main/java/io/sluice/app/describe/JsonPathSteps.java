package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.sluice.app.describe.JsonPathNode.Bound;
import io.sluice.app.describe.JsonPathNode.Field;
import io.sluice.app.describe.JsonPathNode.Filter;
import io.sluice.app.describe.JsonPathNode.Identifier;
import io.sluice.app.describe.JsonPathNode.Literal;
import io.sluice.app.describe.JsonPathNode.Recursive;
import io.sluice.app.describe.JsonPathNode.Slice;
import io.sluice.app.describe.JsonPathNode.Union;
import io.sluice.app.describe.JsonPathNode.Wildcard;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Applies the steps of a jsonpath action to values, one step to the results of the other. */
final class JsonPathSteps {
  private JsonPathSteps() {}

  static List<JsonNode> find(List<JsonPathNode> steps, List<JsonNode> objects) {
    List<JsonNode> values = objects;
    for (JsonPathNode step : steps) {
      values = find(step, values);
    }
    return values;
  }

  private static List<JsonNode> find(JsonPathNode step, List<JsonNode> values) {
    List<JsonNode> found = new ArrayList<>();
    switch (step) {
      case Literal(JsonNode value) when value.isTextual() -> found.add(value);
      case Literal(JsonNode value) -> values.forEach(ignored -> found.add(value));
      case Field(String name) -> {
        for (JsonNode value : values) {
          JsonNode field = value.get(name);
          if (field != null) {
            found.add(field);
          }
        }
      }
      case Wildcard() -> values.forEach(value -> found.addAll(children(value)));
      case Recursive() -> values.forEach(value -> addRecursively(value, found));
      case Slice slice -> values.forEach(value -> addItems(slice, value, found));
      case Union(List<List<JsonPathNode>> paths) ->
          paths.forEach(path -> found.addAll(find(path, values)));
      case Filter filter -> values.forEach(value -> addPassing(filter, value, found));
      case Identifier(String name) -> {
        if (!name.equals("range")) {
          throw new OutputException("unrecognized identifier " + name);
        }
        found.addAll(values);
      }
    }
    return found;
  }

  /** The values in a value: those of an object by key, and of a text, as in Go, its bytes. */
  private static List<JsonNode> children(JsonNode value) {
    List<JsonNode> children = new ArrayList<>();
    if (value.isObject()) {
      children.addAll(GoText.sorted(value).values());
    } else if (value.isTextual()) {
      for (byte octet : value.asText().getBytes(StandardCharsets.UTF_8)) {
        children.add(IntNode.valueOf(octet & 0xff));
      }
    } else {
      value.forEach(children::add);
    }
    return children;
  }

  private static void addRecursively(JsonNode value, List<JsonNode> found) {
    List<JsonNode> children = children(value);
    if (!children.isEmpty()) {
      found.add(value);
      children.forEach(child -> addRecursively(child, found));
    }
  }

  private static void addItems(Slice slice, JsonNode value, List<JsonNode> found) {
    if (value.isNull() || value.isMissingNode()) {
      return;
    }
    if (!value.isArray()) {
      throw new OutputException(GoText.type(value) + " is not array or slice");
    }
    int length = value.size();
    long start = slice.start() instanceof Bound.Given(long given) ? fromEnd(given, length) : 0;
    long end =
        switch (slice.end()) {
          case Bound.Given(long given) -> fromEnd(given, length);
          case Bound.Open() -> length;
          case Bound.AfterStart() -> start + 1;
        };
    if (start == end) {
      return;
    }
    requireIndex(start, start >= length || start < 0, length);
    requireIndex(end - 1, end > length || end < 0, length);
    if (start > end) {
      throw new OutputException("starting index " + start + " is greater than ending index " + end);
    }
    long step = slice.step() instanceof Bound.Given(long given) ? given : 1;
    if (step <= 0) {
      throw new OutputException("step must be > 0");
    }
    for (long i = start; i < end; i += Math.min(step, length)) {
      found.add(value.get((int) i));
    }
  }

  private static long fromEnd(long index, int length) {
    return index < 0 ? index + length : index;
  }

  private static void requireIndex(long index, boolean isOutside, int length) {
    if (isOutside) {
      throw new OutputException("array index out of bounds: index " + index + ", length " + length);
    }
  }

  private static void addPassing(Filter filter, JsonNode value, List<JsonNode> found) {
    if (value.isMissingNode()) {
      return;
    }
    if (!value.isArray()) {
      throw new OutputException(
          GoText.plain(value) + " is not array or slice and cannot be filtered");
    }
    for (JsonNode item : value) {
      if (passes(filter, item)) {
        found.add(item);
      }
    }
  }

  private static boolean passes(Filter filter, JsonNode item) {
    if (filter.operator().equals("exists")) {
      return exists(filter.left(), item);
    }
    List<JsonNode> left = comparable(filter.left(), item);
    if (left.isEmpty()) {
      return false;
    }
    List<JsonNode> right = comparable(filter.right(), item);
    return !right.isEmpty()
        && GoComparison.test(left.getFirst(), filter.operator(), right.getFirst());
  }

  private static boolean exists(List<JsonPathNode> path, JsonNode item) {
    try {
      return !find(path, List.of(item)).isEmpty();
    } catch (OutputException unfit) {
      // In kubectl too an item passes a test for existence that does not fit it.
      return true;
    }
  }

  private static List<JsonNode> comparable(List<JsonPathNode> path, JsonNode item) {
    List<JsonNode> values = find(path, List.of(item));
    if (values.size() > 1) {
      throw new OutputException("can only compare one element at a time");
    }
    return values;
  }
}
