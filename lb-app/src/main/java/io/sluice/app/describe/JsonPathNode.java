package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** One step of a jsonpath expression. */
sealed interface JsonPathNode {
  /** A text or a number that stands for itself. */
  record Literal(JsonNode value) implements JsonPathNode {}

  /** {@code .name}: the value of a key. */
  record Field(String name) implements JsonPathNode {}

  /** {@code .*}: all values of an object or an array. */
  record Wildcard() implements JsonPathNode {}

  /** {@code ..}: the value itself and everything in it. */
  record Recursive() implements JsonPathNode {}

  /** {@code [0:2:1]}: items of an array. */
  record Slice(Bound start, Bound end, Bound step) implements JsonPathNode {}

  /** {@code [0,2]} or {@code ['a','b']}: the results of several paths, one after the other. */
  record Union(List<List<JsonPathNode>> paths) implements JsonPathNode {}

  /**
   * {@code [?(@.a == 1)]}: the items that pass a test.
   *
   * @param operator {@code exists}, with nothing to its right, or a comparison
   */
  record Filter(List<JsonPathNode> left, String operator, List<JsonPathNode> right)
      implements JsonPathNode {}

  /** A word: {@code range}, {@code end} or a mistake. */
  record Identifier(String name) implements JsonPathNode {}

  /** One of the three numbers of a slice. */
  sealed interface Bound {
    /** A number that was written; negative numbers count from the end. */
    record Given(long value) implements Bound {}

    /** Not written: as far as the array goes. */
    record Open() implements Bound {}

    /** The end of a single index, right after its start. */
    record AfterStart() implements Bound {}
  }
}
