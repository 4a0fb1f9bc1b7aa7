package io.sluice.app.describe;

/** Reads a quoted text with the escapes of Go. */
final class GoQuote {
  private GoQuote() {}

  /**
   * The text between the quotes.
   *
   * @param quoted starts and ends with the same quote, single or double
   * @throws OutputException if an escape is not one of Go's
   */
  static String unquoted(String quoted) {
    String inner = quoted.substring(1, quoted.length() - 1);
    if (inner.indexOf('\\') < 0) {
      return inner;
    }
    StringBuilder out = new StringBuilder(inner.length());
    int at = 0;
    while (at < inner.length()) {
      char c = inner.charAt(at++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char escape = at < inner.length() ? inner.charAt(at++) : ' ';
      int simple = "abfnrtv\\".indexOf(escape);
      if (simple >= 0) {
        out.append("\u0007\b\f\n\r\t\u000b\\".charAt(simple));
      } else if (escape == quoted.charAt(0)) {
        out.append(escape);
      } else {
        int start = isOctal(escape) ? at - 1 : at;
        int end = start + digits(escape);
        out.appendCodePoint(number(inner, start, end, isOctal(escape) ? 8 : 16, quoted));
        at = end;
      }
    }
    return out.toString();
  }

  private static int digits(char escape) {
    return switch (escape) {
      case 'x' -> 2;
      case 'u' -> 4;
      case 'U' -> 8;
      default -> isOctal(escape) ? 3 : 0;
    };
  }

  private static int number(String text, int start, int end, int radix, String quoted) {
    long number = start == end || end > text.length() ? Long.MAX_VALUE : 0;
    for (int i = start; i < end && number <= Character.MAX_CODE_POINT; i++) {
      int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), radix) : -1;
      number = digit < 0 ? Long.MAX_VALUE : number * radix + digit;
    }
    boolean isSurrogate = number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE;
    if (number > (radix == 8 ? 0xff : Character.MAX_CODE_POINT) || isSurrogate) {
      throw new OutputException("unquote string " + quoted + " error invalid syntax");
    }
    return (int) number;
  }

  private static boolean isOctal(char c) {
    return c >= '0' && c <= '7';
  }
}
