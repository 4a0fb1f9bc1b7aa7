package io.sluice.config.yaml;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lengths of time as people write them: {@code 250ms}, {@code 5s}, {@code 1m30s}, {@code 3h}. */
public final class Durations {
  /** What is allowed, for messages. */
  public static final String ALLOWED =
      "a duration; use a number with a unit, as in 250ms, 5s, 1m30s";

  private static final String NUMBER = "(0|[1-9][0-9]{0,9})";
  private static final Pattern DURATION =
      Pattern.compile(
          "(?=.)(?:NUMBERh)?(?:NUMBERm)?(?:NUMBERs)?(?:NUMBERms)?".replace("NUMBER", NUMBER));

  private Durations() {}

  /** The duration that the text spells, or null when it spells none. Units go down, none twice. */
  public static @Nullable Duration parse(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    return Duration.ofHours(number(matcher.group(1)))
        .plusMinutes(number(matcher.group(2)))
        .plusSeconds(number(matcher.group(3)))
        .plusMillis(number(matcher.group(4)));
  }

  /** The shortest text that spells a duration of whole milliseconds: {@code 1m30s}. */
  public static String format(Duration duration) {
    String text =
        part(duration.toHours(), "h")
            + part(duration.toMinutesPart(), "m")
            + part(duration.toSecondsPart(), "s")
            + part(duration.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text;
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static String part(long number, String unit) {
    return number == 0 ? "" : number + unit;
  }
}
