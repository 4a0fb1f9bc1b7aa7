package io.sluice.config.yaml;

import io.sluice.config.problem.Printable;

/** Shows text that an operator, or an attacker, wrote: bounded and without control characters. */
public final class Quote {
  private static final int LONGEST = 80;

  private Quote() {}

  /**
   * The text as it may stand in a message: the bare word where that is unmistakable, otherwise in
   * quotes; characters that would confuse a terminal are escaped, and a long text is cut.
   */
  public static String value(String text) {
    String shown = plain(text);
    return isWord(text) ? shown : "\"" + shown + "\"";
  }

  /** The text as it may stand within a sentence: escaped and cut like a value, never in quotes. */
  public static String plain(String text) {
    boolean isCut = text.length() > LONGEST && text.codePointCount(0, text.length()) > LONGEST;
    return isCut
        ? Printable.escaped(text.substring(0, text.offsetByCodePoints(0, LONGEST))) + "…"
        : Printable.escaped(text);
  }

  private static boolean isWord(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '"') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
