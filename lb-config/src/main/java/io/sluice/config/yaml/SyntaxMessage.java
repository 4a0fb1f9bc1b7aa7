package io.sluice.config.yaml;

import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says a mistake in the syntax in words that help the person who made it. */
final class SyntaxMessage {
  /**
   * A mistake that people often make.
   *
   * @param sign part of the parser's own text
   */
  private record Known(String sign, String message) {}

  private static final List<Known> KNOWN =
      List.of(
          new Known("\\t(TAB)", "a tab cannot indent; use spaces"),
          new Known(
              "mapping values are not allowed here",
              "a key with ':' cannot stand here; indent it like its neighbours, or put the value in"
                  + " quotes"),
          new Known("could not find expected ':'", "expected ':' after the key"),
          new Known(
              "expected <block end>",
              "the indentation does not match the lines above, or a quote or bracket is out of"
                  + " place"),
          new Known(
              "expected the node content",
              "a value is missing here; an IPv6 address, such as \"::1\" or \"[::1]:80\", needs"
                  + " quotes"),
          new Known("unexpected end of stream", "a quote that was opened is never closed"),
          new Known("expected ',' or ']'", "expected ',' or ']' in the list"),
          new Known(
              "expected ',' or '}'",
              "expected ',' or '}' in the mapping; a value such as \"${NAME}\" needs quotes here"),
          new Known(
              "that cannot start any token",
              "a value cannot start with this character; put it in quotes"));

  private SyntaxMessage() {}

  static String of(MarkedYamlEngineException e) {
    String problem = e.getProblem() == null ? "" : e.getProblem();
    for (Known known : KNOWN) {
      if (problem.contains(known.sign())) {
        return known.message() + opening(e);
      }
    }
    String context = e.getContext() == null ? "" : e.getContext() + ": ";
    return "not YAML: " + Quote.plain(context + problem) + opening(e);
  }

  /** Where the list, mapping or quote began, when that is on another line. */
  private static String opening(MarkedYamlEngineException e) {
    int line = e.getContextMark().map(Mark::getLine).orElse(-1);
    int problemLine = e.getProblemMark().map(Mark::getLine).orElse(line);
    return line < 0 || line == problemLine ? "" : " (it began in line " + (line + 1) + ")";
  }
}
