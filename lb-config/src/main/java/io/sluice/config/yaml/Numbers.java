package io.sluice.config.yaml;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whole numbers as people write them: decimal, no leading zero, no underscore, no exponent. */
public final class Numbers {
  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,9}");

  private Numbers() {}

  /** The number that the text spells, or null when it spells none within the bounds. */
  public static @Nullable Integer parseInteger(String text, int min, int max) {
    if (!INTEGER.matcher(text).matches()) {
      return null;
    }
    long value = Long.parseLong(text);
    return value >= min && value <= max ? (int) value : null;
  }
}
