package io.sluice.app.describe;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says which texts a reader of YAML 1.1 would take for something else, so that they need quotes.
 */
final class YamlResolver {
  private static final Set<String> WORDS =
      Set.of(
          "", "~", "null", "Null", "NULL", "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE",
          "on", "On", "ON", "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off",
          "OFF", ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf",
          "-.Inf", "-.INF");
  private static final Pattern INTEGER =
      Pattern.compile("([+-]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern BASE_60 =
      Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?");
  private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})");
  private static final Pattern TIME =
      Pattern.compile(
          DATE
              + "(?:[Tt]|( ))([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?"
              + "(Z|[-+][0-9]{2}:[0-9]{2})?");
  private static final BigInteger MOST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private YamlResolver() {}

  /** Whether the plain text stands for a text, and for nothing else. */
  static boolean isText(String plain) {
    if (WORDS.contains(plain)) {
      return false;
    }
    char first = plain.charAt(0);
    if (first == '.') {
      return !isFloat(plain);
    }
    boolean isNumeric = first == '+' || first == '-' || (first >= '0' && first <= '9');
    if (!isNumeric) {
      return true;
    }
    String digits = plain.replace("_", "");
    return !isTimestamp(plain)
        && !isInteger(digits)
        && !isFloat(digits)
        && !BASE_60.matcher(plain).matches();
  }

  private static boolean isInteger(String text) {
    Matcher integer = INTEGER.matcher(text);
    if (!integer.matches()) {
      return false;
    }
    BigInteger value = BigInteger.ZERO;
    int[] radixes = {16, 2, 8, 10};
    for (int i = 0; i < radixes.length; i++) {
      String digits = integer.group(i + 2);
      if (digits != null) {
        value = new BigInteger(digits, radixes[i]);
      }
    }
    String sign = integer.group(1);
    if (sign.equals("-")) {
      return value.negate().bitLength() < 64;
    }
    return value.bitLength() < 64 || (sign.isEmpty() && value.compareTo(MOST) <= 0);
  }

  private static boolean isFloat(String text) {
    return FLOAT.matcher(text).matches() && Double.isFinite(Double.parseDouble(text));
  }

  private static boolean isTimestamp(String text) {
    Matcher date = DATE.matcher(text);
    Matcher time = TIME.matcher(text);
    boolean hasTime = time.matches();
    if (!hasTime && !date.matches()) {
      return false;
    }
    // With a blank between date and time no zone may follow, with a T one must.
    if (hasTime && (time.group(4) == null) == (time.group(8) == null)) {
      return false;
    }
    Matcher fields = hasTime ? time : date;
    try {
      LocalDate.of(number(fields, 1), number(fields, 2), number(fields, 3));
      if (hasTime) {
        LocalTime.of(number(fields, 5), number(fields, 6), number(fields, 7));
      }
      return true;
    } catch (DateTimeException noSuchDay) {
      return false;
    }
  }

  private static int number(Matcher fields, int group) {
    return Integer.parseInt(fields.group(group));
  }
}
