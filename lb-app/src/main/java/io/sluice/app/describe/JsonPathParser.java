package io.sluice.app.describe;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sluice.app.describe.JsonPathNode.Bound;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a jsonpath template: text, and actions in braces.
 *
 * <p>The grammar is the one of kubectl, oddities included: filters take one comparison, quotes in
 * brackets are single quotes, a union is a list of indexes or of quoted paths.
 */
final class JsonPathParser {
  private static final int END = -1;
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]*)?");
  private static final Pattern KEY = Pattern.compile("'([^']*)'");
  private static final Pattern SLICE = Pattern.compile("(-?\\d*)(:-?\\d*)?(:-?\\d*)?");
  private static final Pattern COMPARISON =
      Pattern.compile("([^!<>=]+)([!<>=]+)(.+)", Pattern.DOTALL);

  private final String input;
  private int position;

  private JsonPathParser(String input) {
    this.input = input;
  }

  /**
   * The parts of a template, in their order: a text is an action with one literal.
   *
   * @throws OutputException with the mistake alone, without the template
   */
  static List<List<JsonPathNode>> parse(String template) {
    return new JsonPathParser(template).template();
  }

  private List<List<JsonPathNode>> template() {
    List<List<JsonPathNode>> parts = new ArrayList<>();
    while (position < input.length()) {
      int brace = input.indexOf('{', position);
      int textEnd = brace < 0 ? input.length() : brace;
      if (textEnd > position) {
        parts.add(List.of(literal(input.substring(position, textEnd))));
      }
      position = textEnd;
      if (brace >= 0) {
        position++;
        parts.add(action());
      }
    }
    return parts;
  }

  private List<JsonPathNode> action() {
    List<JsonPathNode> steps = new ArrayList<>();
    while (true) {
      if (input.startsWith("}", position)) {
        position++;
        return steps;
      }
      if (input.startsWith("[?(", position)) {
        steps.add(filter());
      } else if (input.startsWith("..", position)) {
        recursive(steps);
      } else {
        step(next(), steps);
      }
    }
  }

  private void step(int point, List<JsonPathNode> steps) {
    switch (point) {
      case END, '\r', '\n' -> throw new OutputException("unclosed action");
      // The current object, or nothing at all.
      case ' ', '@', '$' -> {}
      case '[' -> array(steps);
      case '"', '\'' -> steps.add(quoted((char) point));
      case '.' -> steps.add(field());
      default -> {
        position -= Character.charCount(point);
        if (point == '+' || point == '-' || Character.isDigit(point)) {
          steps.add(number());
        } else if (isAlphanumeric(point)) {
          steps.add(word());
        } else {
          throw new OutputException("unrecognized character in action: " + GoText.codePoint(point));
        }
      }
    }
  }

  private void recursive(List<JsonPathNode> steps) {
    if (!steps.isEmpty() && steps.getLast() instanceof JsonPathNode.Recursive) {
      throw new OutputException("invalid multiple recursive descent");
    }
    position += "..".length();
    steps.add(new JsonPathNode.Recursive());
    if (isAlphanumeric(peek())) {
      steps.add(field());
    }
  }

  private JsonPathNode field() {
    StringBuilder name = new StringBuilder();
    while (!isTerminator(peek())) {
      int point = next();
      if (point == '\\' && peek() != END) {
        point = next();
      }
      // Every backslash vanishes, even an escaped one.
      if (point != '\\') {
        name.appendCodePoint(point);
      }
    }
    String text = name.toString();
    return text.equals("*") ? new JsonPathNode.Wildcard() : new JsonPathNode.Field(text);
  }

  private JsonPathNode word() {
    int start = position;
    while (!isTerminator(peek())) {
      next();
    }
    String word = input.substring(start, position);
    return switch (word) {
      case "true" -> new JsonPathNode.Literal(BooleanNode.TRUE);
      case "false" -> new JsonPathNode.Literal(BooleanNode.FALSE);
      default -> new JsonPathNode.Identifier(word);
    };
  }

  private JsonPathNode number() {
    int start = position;
    if (peek() == '+' || peek() == '-') {
      position++;
    }
    while (peek() == '.' || Character.isDigit(peek())) {
      next();
    }
    String text = input.substring(start, position);
    if (NUMBER.matcher(text).matches()) {
      try {
        return new JsonPathNode.Literal(LongNode.valueOf(Long.parseLong(text)));
      } catch (NumberFormatException notWhole) {
        double number = Double.parseDouble(text);
        if (Double.isFinite(number)) {
          return new JsonPathNode.Literal(DoubleNode.valueOf(number));
        }
      }
    }
    throw new OutputException("cannot parse number " + text);
  }

  private JsonPathNode quoted(char quote) {
    int start = position - 1;
    while (true) {
      int point = next();
      if (point == END || point == '\n') {
        throw new OutputException("unterminated quoted string");
      }
      if (point == quote && input.charAt(position - 2) != '\\') {
        return literal(GoQuote.unquoted(input.substring(start, position)));
      }
    }
  }

  private void array(List<JsonPathNode> steps) {
    int start = position;
    for (int point = next(); point != ']'; point = next()) {
      if (point == END || point == '\n') {
        throw new OutputException("unterminated array");
      }
    }
    String text = input.substring(start, position - 1);
    Matcher key = KEY.matcher(text);
    if (text.indexOf(',') >= 0) {
      List<List<JsonPathNode>> paths = new ArrayList<>();
      for (String path : text.split(",", -1)) {
        paths.add(nested("[" + trimmed(path) + "]"));
      }
      steps.add(new JsonPathNode.Union(List.copyOf(paths)));
    } else if (key.matches()) {
      steps.addAll(nested("." + key.group(1)));
    } else {
      steps.add(slice(text.equals("*") ? ":" : text));
    }
  }

  private static JsonPathNode slice(String text) {
    Matcher numbers = SLICE.matcher(text);
    if (!numbers.matches()) {
      throw new OutputException("invalid array index " + text);
    }
    String start = numbers.group(1);
    String end = numbers.group(2);
    String step = numbers.group(3);
    return new JsonPathNode.Slice(
        bound(start),
        end == null ? new Bound.AfterStart() : bound(end.substring(1)),
        step == null ? new Bound.Open() : bound(step.substring(1)));
  }

  private static Bound bound(String text) {
    if (text.isEmpty()) {
      return new Bound.Open();
    }
    try {
      return new Bound.Given(Long.parseLong(text));
    } catch (NumberFormatException notANumber) {
      throw new OutputException("array index " + text + " is not a number");
    }
  }

  private JsonPathNode filter() {
    position += "[?(".length();
    int start = position;
    skipFilter();
    String text = input.substring(start, position - 1);
    if (next() != ']') {
      throw new OutputException("unclosed array expect ]");
    }
    Matcher comparison = COMPARISON.matcher(text);
    return comparison.matches()
        ? new JsonPathNode.Filter(
            nested(comparison.group(1)), comparison.group(2), nested(comparison.group(3)))
        : new JsonPathNode.Filter(nested(text), "exists", List.of());
  }

  /** Moves past the parenthesis that ends a filter: the first one outside of quotes. */
  private void skipFilter() {
    int quote = END;
    boolean isClosed = false;
    while (true) {
      int point = next();
      switch (point) {
        case END, '\n' -> throw new OutputException("unterminated filter");
        case '"', '\'' -> {
          if (quote == END) {
            quote = point;
          } else if (point == quote && input.charAt(position - 2) != '\\') {
            isClosed = true;
          }
        }
        case ')' -> {
          if (quote == END || isClosed) {
            return;
          }
        }
        default -> {}
      }
    }
  }

  private static List<JsonPathNode> nested(String action) {
    return parse("{" + action + "}").getFirst();
  }

  private static JsonPathNode literal(String text) {
    return new JsonPathNode.Literal(TextNode.valueOf(text));
  }

  private static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) == ' ') {
      start++;
    }
    while (end > start && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(start, end);
  }

  private int next() {
    int point = peek();
    position += point == END ? 0 : Character.charCount(point);
    return point;
  }

  private int peek() {
    return position < input.length() ? input.codePointAt(position) : END;
  }

  private static boolean isTerminator(int point) {
    return point == END || " \t\r\n.,[]$@{}".indexOf(point) >= 0;
  }

  private static boolean isAlphanumeric(int point) {
    return point == '_' || Character.isLetter(point) || Character.isDigit(point);
  }
}
