package io.sluice.config;

import java.util.regex.Pattern;

/**
 * Finds the lines of a file that may hold a secret, which problems point at but never show. Goes by
 * the text alone, since a file with a mistake in it may not be YAML at all.
 *
 * <p>Asked about one line after the other, by one thread.
 */
final class SecretLines {
  /** The one key whose value is a secret, also when it is not quite spelt right. */
  private static final Pattern KEY = Pattern.compile("(?i)hash[-_ ]?seed");

  private static final int NONE = -1;

  /** How far the last line with the key was indented, until what belongs to it has ended. */
  private int indent = NONE;

  /** Whether any line of the text can be one. */
  static boolean areIn(String text) {
    return KEY.matcher(text).find();
  }

  /** Whether the next line is one: it has the key, or is indented below one that has. */
  boolean includeNext(String line) {
    int lineIndent = line.length() - line.stripLeading().length();
    if (KEY.matcher(line).find()) {
      indent = lineIndent;
    } else if (!line.isBlank() && lineIndent <= indent) {
      indent = NONE;
    }
    return indent != NONE;
  }
}
