package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The order in which kubectl's YAML writer puts keys: letters after everything else, and runs of
 * digits by their number.
 *
 * <p>That relation is not transitive ({@code a2 < a10 < a1b < a2}), so that a library sort would be
 * free to fail. Insertion by binary search accepts any relation.
 */
final class YamlKeyOrder {
  private YamlKeyOrder() {}

  /** The keys of an object in their order. */
  static List<String> keys(JsonNode object) {
    List<String> sorted = new ArrayList<>();
    for (String key : GoText.sorted(object).keySet()) {
      int low = 0;
      int high = sorted.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (isBefore(key, sorted.get(middle))) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      sorted.add(low, key);
    }
    return sorted;
  }

  private static boolean isBefore(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    int at = 0;
    while (at < shorter && left.charAt(at) == right.charAt(at)) {
      at++;
    }
    if (at == shorter) {
      return left.length() < right.length();
    }
    char l = left.charAt(at);
    char r = right.charAt(at);
    if (Character.isLetter(l) || Character.isLetter(r)) {
      return Character.isLetter(l) ? Character.isLetter(r) && l < r : true;
    }
    // Zeros count behind another digit, and lead otherwise: a11 < a100, but a01 < a2.
    String lead = (l == '0' || r == '0') && hasNumberBefore(left, at) ? "1" : "";
    String leftDigits = lead + digits(left, at);
    String rightDigits = lead + digits(right, at);
    int order = compareNumbers(leftDigits, rightDigits);
    if (order != 0) {
      return order < 0;
    }
    return leftDigits.length() == rightDigits.length()
        ? l < r
        : leftDigits.length() < rightDigits.length();
  }

  private static boolean hasNumberBefore(String text, int end) {
    for (int at = end - 1; at >= 0 && isDigit(text.charAt(at)); at--) {
      if (text.charAt(at) != '0') {
        return true;
      }
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String digits(String text, int start) {
    int end = start;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return text.substring(start, end);
  }

  private static int compareNumbers(String left, String right) {
    String l = left.replaceFirst("^0+", "");
    String r = right.replaceFirst("^0+", "");
    return l.length() == r.length() ? l.compareTo(r) : Integer.compare(l.length(), r.length());
  }
}
