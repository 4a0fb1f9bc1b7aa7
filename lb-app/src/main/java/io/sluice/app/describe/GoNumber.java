package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Numbers as Go writes them. A whole number within 64 bits is an integer, every other number is a
 * double: that is how kubectl reads JSON.
 */
final class GoNumber {
  // Go's shortest format turns to an exponent from here on, its JSON encoder only later.
  private static final int PLAIN_DIGITS = 6;
  private static final int JSON_DIGITS = 21;
  private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private GoNumber() {}

  /** Whether a number is an integer for Go. */
  static boolean isInteger(JsonNode number) {
    return number.isIntegralNumber() && number.canConvertToLong();
  }

  /** The number as {@code fmt.Print} shows it. */
  static String plain(JsonNode number) {
    return isInteger(number) ? number.asText() : plain(number.doubleValue());
  }

  /** A double as {@code fmt.Print} shows it. */
  static String plain(double number) {
    return shortest(number, -4, PLAIN_DIGITS, "e-0");
  }

  /** The number as Go's JSON encoder writes it. */
  static String json(JsonNode number) {
    return isInteger(number)
        ? number.asText()
        : shortest(number.doubleValue(), -6, JSON_DIGITS, "e-");
  }

  /** The number as kubectl's YAML writer, which reads the JSON encoder's text, writes it. */
  static String yaml(JsonNode number) {
    String json = json(number);
    boolean isWhole = json.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    return isWhole && fits(new BigInteger(json)) ? json : plain(number.doubleValue());
  }

  private static boolean fits(BigInteger number) {
    return number.bitLength() < 64 || (number.signum() > 0 && number.compareTo(LARGEST) <= 0);
  }

  /** The fewest digits that tell the number; with an exponent below or from some magnitude. */
  private static String shortest(
      double number, int leastExponent, int mostExponent, String smallExponent) {
    if (number == 0) {
      return 1 / number < 0 ? "-0" : "0";
    }
    if (!Double.isFinite(number)) {
      return Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
    }
    BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent >= leastExponent && exponent < mostExponent) {
      return exact.toPlainString();
    }
    String digits = exact.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    int magnitude = Math.abs(exponent);
    String mark = exponent < 0 ? (magnitude < 10 ? smallExponent : "e-") : "e+";
    String padding = exponent > 0 && magnitude < 10 ? "0" : "";
    return (number < 0 ? "-" : "") + mantissa + mark + padding + magnitude;
  }
}
