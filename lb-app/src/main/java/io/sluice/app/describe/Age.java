package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** How long ago something was, as the API server writes it: the older, the coarser. */
final class Age {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long YEAR = 365 * DAY;

  private Age() {}

  /** The age of a time stamp such as {@code metadata.creationTimestamp}. */
  static String since(JsonNode timestamp, Instant now) {
    Instant then = instant(timestamp);
    return then.equals(Instant.MIN) ? "<unknown>" : text(Duration.between(then, now));
  }

  /** The instant that a time stamp names; {@link Instant#MIN} when it names none. */
  static Instant instant(JsonNode timestamp) {
    try {
      return OffsetDateTime.parse(timestamp.asText("")).toInstant();
    } catch (DateTimeException notATime) {
      return Instant.MIN;
    }
  }

  /** A length of time in two units at most: {@code 69s}, {@code 2m5s}, {@code 3h}, {@code 5d}. */
  static String text(Duration age) {
    long seconds = age.getSeconds() + (age.isNegative() && age.getNano() > 0 ? 1 : 0);
    if (seconds < -1) {
      return "<invalid>";
    }
    if (seconds < 0) {
      return "0s";
    }
    if (seconds < 2 * MINUTE) {
      return seconds + "s";
    }
    if (seconds < 10 * MINUTE) {
      return pair(seconds / MINUTE, "m", seconds % MINUTE, "s");
    }
    if (seconds < 3 * HOUR) {
      return seconds / MINUTE + "m";
    }
    if (seconds < 8 * HOUR) {
      return pair(seconds / HOUR, "h", seconds % HOUR / MINUTE, "m");
    }
    if (seconds < 2 * DAY) {
      return seconds / HOUR + "h";
    }
    if (seconds < 8 * DAY) {
      return pair(seconds / DAY, "d", seconds % DAY / HOUR, "h");
    }
    if (seconds < 2 * YEAR) {
      return seconds / DAY + "d";
    }
    if (seconds < 8 * YEAR) {
      return pair(seconds / YEAR, "y", seconds % YEAR / DAY, "d");
    }
    return seconds / YEAR + "y";
  }

  private static String pair(long large, String largeUnit, long small, String smallUnit) {
    return small == 0 ? large + largeUnit : large + largeUnit + small + smallUnit;
  }
}
