package io.sluice.config.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers of bytes as people write them: {@code 1500}, {@code 64KiB}, {@code 10MiB}. */
public final class Sizes {
  /** What is allowed, for messages. */
  public static final String ALLOWED =
      "a size; use a whole number of bytes, or one with a unit, as in 64KiB, 10MiB, 1GiB";

  private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,9})(|KiB|MiB|GiB)");

  private Sizes() {}

  /** The number of bytes that the text spells, or null when it spells none. */
  public static @Nullable Long parse(String text) {
    Matcher matcher = SIZE.matcher(text);
    return matcher.matches()
        ? Long.valueOf(Long.parseLong(matcher.group(1)) << shift(matcher.group(2)))
        : null;
  }

  /** The shortest text that spells the number: {@code 10MiB}. */
  public static String format(long bytes) {
    for (String unit : new String[] {"GiB", "MiB", "KiB"}) {
      long size = 1L << shift(unit);
      if (bytes >= size && bytes % size == 0) {
        return bytes / size + unit;
      }
    }
    return Long.toString(bytes);
  }

  private static int shift(String unit) {
    return switch (unit) {
      case "GiB" -> 30;
      case "MiB" -> 20;
      case "KiB" -> 10;
      default -> 0;
    };
  }
}
