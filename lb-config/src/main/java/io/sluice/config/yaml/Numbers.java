package io.sluice.config.yaml;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whole numbers as people write them: decimal, no leading zero, no underscore, no exponent. */
public final class Numbers {
  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,9}");

  private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9A-Fa-f]{1,7}");

  private Numbers() {}

  /** The number that the text spells, or null when it spells none within the bounds. */
  public static @Nullable Integer parseInteger(String text, int min, int max) {
    if (!INTEGER.matcher(text).matches()) {
      return null;
    }
    long value = Long.parseLong(text);
    return value >= min && value <= max ? (int) value : null;
  }

  /**
   * The number that the text spells in decimal or, after {@code 0x}, in hexadecimal digits; null
   * when it spells none within the bounds.
   */
  public static @Nullable Integer parseDecimalOrHex(String text, int min, int max) {
    if (!HEXADECIMAL.matcher(text).matches()) {
      return parseInteger(text, min, max);
    }
    int value = Integer.parseInt(text, 2, text.length(), 16);
    return value >= min && value <= max ? (Integer) value : null;
  }
}
