package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Compares two values as Go's templates do: only values of one type, and never objects. */
final class GoComparison {
  private GoComparison() {}

  /**
   * Whether {@code left operator right} holds.
   *
   * @throws OutputException if the values or the operator do not allow it
   */
  static boolean test(JsonNode left, String operator, JsonNode right) {
    return switch (operator) {
      case "==" -> compare(left, right) == 0;
      case "!=" -> compare(left, right) != 0;
      case "<" -> order(left, right) < 0;
      case "<=" -> order(left, right) <= 0;
      case ">" -> order(left, right) > 0;
      case ">=" -> order(left, right) >= 0;
      default -> throw new OutputException("unrecognized filter operator " + operator);
    };
  }

  private static int order(JsonNode left, JsonNode right) {
    int order = compare(left, right);
    if (left.isBoolean()) {
      throw new OutputException("invalid type for comparison");
    }
    return order;
  }

  private static int compare(JsonNode left, JsonNode right) {
    if (!left.isValueNode() || left.isNull() || !right.isValueNode() || right.isNull()) {
      throw new OutputException("invalid type for comparison");
    }
    if (!GoText.type(left).equals(GoText.type(right))) {
      throw new OutputException("incompatible types for comparison");
    }
    return switch (GoText.type(left)) {
      case "bool" -> Boolean.compare(left.asBoolean(), right.asBoolean());
      case "int64" -> Long.compare(left.asLong(), right.asLong());
      case "float64" -> Double.compare(left.asDouble(), right.asDouble());
      default -> Arrays.compareUnsigned(bytes(left), bytes(right));
    };
  }

  private static byte[] bytes(JsonNode text) {
    return text.asText().getBytes(StandardCharsets.UTF_8);
  }
}
