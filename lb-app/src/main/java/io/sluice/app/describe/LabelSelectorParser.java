package io.sluice.app.describe;

import io.sluice.app.describe.LabelSelector.Absent;
import io.sluice.app.describe.LabelSelector.Beyond;
import io.sluice.app.describe.LabelSelector.Exists;
import io.sluice.app.describe.LabelSelector.In;
import io.sluice.app.describe.LabelSelector.NotIn;
import io.sluice.app.describe.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Reads a label selector; its mistakes are worded as those of the API server. */
final class LabelSelectorParser {
  private static final String SPECIAL = "=!(),<>";
  private static final String OPERATORS = "in, notin, =, ==, !=, gt, lt";

  private final List<String> tokens = new ArrayList<>();
  private int position;

  LabelSelectorParser(String text) {
    int at = 0;
    while (at < text.length()) {
      int start = at;
      char c = text.charAt(at);
      if (isBlank(c)) {
        at++;
        continue;
      }
      if (SPECIAL.indexOf(c) >= 0) {
        at++;
        if ((c == '=' || c == '!') && at < text.length() && text.charAt(at) == '=') {
          at++;
        }
      } else {
        while (at < text.length() && !isBlank(text.charAt(at)) && !isSpecial(text.charAt(at))) {
          at++;
        }
      }
      tokens.add(text.substring(start, at));
    }
    // The end of the text.
    tokens.add("");
  }

  /** The requirements, in the order of their keys. */
  List<Requirement> requirements() {
    List<Requirement> requirements = new ArrayList<>();
    while (!peek().isEmpty()) {
      if (!isWord(peek()) && !peek().equals("!")) {
        throw expected("!, identifier, or 'end of string'");
      }
      requirements.add(placed(this::requirement));
      String separator = next();
      if (separator.isEmpty()) {
        break;
      }
      if (!separator.equals(",")) {
        position--;
        throw expected("',' or 'end of string'");
      }
      if (!isWord(peek()) && !peek().equals("!")) {
        throw expected("identifier after ','");
      }
    }
    requirements.sort(Comparator.comparing(Requirement::key));
    return requirements;
  }

  private interface Reading {
    Requirement read();
  }

  private static Requirement placed(Reading reading) {
    try {
      return reading.read();
    } catch (OutputException mistake) {
      throw new OutputException("unable to parse requirement: " + mistake.getMessage());
    }
  }

  private Requirement requirement() {
    boolean isAbsent = peek().equals("!");
    if (isAbsent) {
      position++;
    }
    if (!isWord(peek())) {
      throw expected("identifier");
    }
    String key = next();
    LabelSyntax.requireKey(key);
    if (isAbsent) {
      return new Absent(key);
    }
    if (isEnd(peek())) {
      return new Exists(key);
    }
    String operator = next();
    return switch (operator) {
      case "in" -> new In(key, LabelSyntax.requireValues(key, values()));
      case "notin" -> new NotIn(key, LabelSyntax.requireValues(key, values()));
      case "=", "==" -> new In(key, LabelSyntax.requireValues(key, List.of(value())));
      case "!=" -> new NotIn(key, LabelSyntax.requireValues(key, List.of(value())));
      case ">" -> new Beyond(key, 1, LabelSyntax.requireNumber(value()));
      case "<" -> new Beyond(key, -1, LabelSyntax.requireNumber(value()));
      default -> {
        position--;
        throw expected(OPERATORS);
      }
    };
  }

  private String value() {
    if (isEnd(peek())) {
      return "";
    }
    if (!isWord(peek())) {
      throw expected("identifier");
    }
    return next();
  }

  private List<String> values() {
    if (!peek().equals("(")) {
      throw new OutputException("found '" + peek() + "' expected: '('");
    }
    position++;
    TreeSet<String> values = new TreeSet<>();
    if (!isWord(peek()) && !peek().equals(",") && !peek().equals(")")) {
      throw expected("',', ')' or identifier");
    }
    while (!peek().equals(")")) {
      // A comma without a value before or behind it stands for the empty value.
      values.add(isWord(peek()) ? next() : "");
      if (peek().equals(",")) {
        position++;
        if (peek().equals(")")) {
          values.add("");
        } else if (!isWord(peek()) && !peek().equals(",")) {
          throw expected("',', or identifier");
        }
      } else if (!peek().equals(")")) {
        throw expected("',' or ')'");
      }
    }
    position++;
    return values.isEmpty() ? List.of("") : List.copyOf(values);
  }

  private OutputException expected(String what) {
    return new OutputException("found '" + peek() + "', expected: " + what);
  }

  private String peek() {
    return tokens.get(position);
  }

  private String next() {
    String token = peek();
    // The end stays where it is.
    position = Math.min(position + 1, tokens.size() - 1);
    return token;
  }

  private static boolean isEnd(String token) {
    return token.isEmpty() || token.equals(",");
  }

  private static boolean isWord(String token) {
    return !token.isEmpty() && !isSpecial(token.charAt(0));
  }

  private static boolean isSpecial(char c) {
    return SPECIAL.indexOf(c) >= 0;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
