package io.sluice.compare;

import java.util.Locale;

/** Numbers as a reader wants them: three digits that count, a unit where it helps. */
final class Figures {
  static final String NONE = "–";

  private Figures() {}

  static String number(double value) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    double size = Math.abs(value);
    if (size >= 1000) {
      return String.format(Locale.ROOT, "%,.0f", value).replace(',', ' ');
    }
    int decimals = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** The median, and in parentheses from where to where the rounds went. */
  static String spread(Spread spread) {
    if (!spread.isMeasured()) {
      return NONE;
    }
    if (spread.min() == spread.max()) {
      return number(spread.median());
    }
    return "%s (%s–%s)"
        .formatted(number(spread.median()), number(spread.min()), number(spread.max()));
  }
}
