package io.sluice.config.yaml;

/** Shows text that an operator, or an attacker, wrote: bounded and without control characters. */
public final class Quote {
  private static final int LONGEST = 80;

  private Quote() {}

  /**
   * The text as it may stand in a message: the bare word where that is unmistakable, otherwise in
   * quotes; characters that would confuse a terminal are escaped, and a long text is cut.
   */
  public static String value(String text) {
    boolean isCut = text.codePointCount(0, text.length()) > LONGEST;
    String shown = isCut ? text.substring(0, text.offsetByCodePoints(0, LONGEST)) : text;
    StringBuilder out = new StringBuilder(shown.length() + 8);
    boolean isWord = !shown.isEmpty();
    for (int i = 0; i < shown.length(); ) {
      int point = shown.codePointAt(i);
      i += Character.charCount(point);
      if (isPrintable(point)) {
        out.appendCodePoint(point);
      } else {
        out.append(String.format("\\u%04x", point));
      }
      isWord &= point > ' ' && point < 0x7f && point != '"';
    }
    String tail = isCut ? "…" : "";
    return isWord ? out + tail : "\"" + out + tail + "\"";
  }

  private static boolean isPrintable(int point) {
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
