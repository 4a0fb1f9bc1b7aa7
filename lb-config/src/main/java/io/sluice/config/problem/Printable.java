package io.sluice.config.problem;

import java.util.Locale;

/** Escapes the characters that would confuse a terminal, a log or a reader. */
public final class Printable {
  private Printable() {}

  /** The text, with every character that cannot be seen written as {@code \}{@code uXXXX}. */
  public static String escaped(String text) {
    if (isVisibleAscii(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(point -> out.append(escaped(point)));
    return out.toString();
  }

  /** The character, or its escape. */
  static String escaped(int point) {
    return isVisible(point)
        ? Character.toString(point)
        : String.format(Locale.ROOT, "\\u%04x", point);
  }

  private static boolean isVisibleAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
