package io.sluice.app.describe;

import java.util.Locale;

/** What {@code -o} asks for. */
public sealed interface OutputFormat {
  /** A table with the columns that fit most terminals. */
  record Table() implements OutputFormat {}

  /** A table with all columns. */
  record Wide() implements OutputFormat {}

  /** {@code service/name} for each object. */
  record Name() implements OutputFormat {}

  /** The objects as JSON. */
  record Json() implements OutputFormat {}

  /** The objects as YAML. */
  record Yaml() implements OutputFormat {}

  /** A template that picks values from the objects. */
  record JsonPathTemplate(String template) implements OutputFormat {}

  /** A table with the columns of the user's choice. */
  record Custom(String columns) implements OutputFormat {}

  /**
   * Reads the value of {@code -o}; the empty text asks for a table.
   *
   * @throws OutputException if there is no such format, or if its template cannot be read
   */
  static OutputFormat parse(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    String argument = equals < 0 ? "" : text.substring(equals + 1);
    return switch (name) {
      case "jsonpath" -> jsonPath(argument);
      case "custom-columns" -> customColumns(argument);
      default -> withoutArgument(text);
    };
  }

  private static OutputFormat withoutArgument(String text) {
    if (text.isEmpty()) {
      return new Table();
    }
    if (text.equals("wide")) {
      return new Wide();
    }
    // These three, and only these, kubectl knows in capitals too.
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "name" -> new Name();
      case "json" -> new Json();
      case "yaml" -> new Yaml();
      default ->
          throw new OutputException(
              "unable to match a printer suitable for the output format "
                  + GoText.quoted(text)
                  + ", allowed formats are: custom-columns,json,jsonpath,name,wide,yaml");
    };
  }

  private static OutputFormat customColumns(String columns) {
    new CustomColumns(columns);
    return new Custom(columns);
  }

  private static OutputFormat jsonPath(String template) {
    if (template.isEmpty()) {
      throw new OutputException("template format specified but no template given");
    }
    try {
      new JsonPath(template);
    } catch (OutputException mistake) {
      throw new OutputException("error parsing jsonpath " + template + ", " + mistake.getMessage());
    }
    return new JsonPathTemplate(template);
  }
}
