package io.sluice.app.describe;

/** How a text is written in YAML; chosen as kubectl's YAML writer chooses. */
enum YamlStyle {
  PLAIN,
  SINGLE_QUOTED,
  DOUBLE_QUOTED,
  LITERAL;

  static YamlStyle of(String text) {
    if (!text.codePoints().allMatch(YamlStyle::isPrintable)) {
      return DOUBLE_QUOTED;
    }
    if (text.indexOf('\n') >= 0) {
      return text.endsWith(" ") || text.contains(" \n") ? DOUBLE_QUOTED : LITERAL;
    }
    if (!YamlResolver.isText(text)) {
      return DOUBLE_QUOTED;
    }
    return isPlain(text) ? PLAIN : SINGLE_QUOTED;
  }

  /** Whether a character can be written as it is; a tab cannot. */
  static boolean isPrintable(int point) {
    return point == '\n'
        || (point >= ' ' && point <= '~')
        || (point >= 0xa0 && point <= 0xd7ff && point != 0x2028 && point != 0x2029)
        || (point >= 0xe000 && point <= 0xfffd && point != 0xfeff);
  }

  /** Whether a text on one line is free of everything that means something in YAML. */
  private static boolean isPlain(String text) {
    char first = text.charAt(0);
    boolean isFirstAlone = text.length() == 1 || text.charAt(1) == ' ';
    if (first == ' ' || text.endsWith(" ")) {
      return false;
    }
    if (text.startsWith("---") || text.startsWith("...")) {
      return false;
    }
    if ("#,[]{}&*!|>'\"%@`".indexOf(first) >= 0 || ("?:-".indexOf(first) >= 0 && isFirstAlone)) {
      return false;
    }
    return !text.contains(": ") && !text.endsWith(":") && !text.contains(" #");
  }
}
