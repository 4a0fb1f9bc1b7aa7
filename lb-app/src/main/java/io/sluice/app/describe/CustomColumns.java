package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table whose columns the user has chosen: {@code NAME:.metadata.name,IP:.status.podIP}. */
final class CustomColumns {
  private static final Pattern PATH = Pattern.compile("\\{\\.?([^{}]+)}|\\.?([^{}]+)");

  private final List<String> headers = new ArrayList<>();
  private final List<JsonPath> paths = new ArrayList<>();

  /**
   * Reads the columns.
   *
   * @throws OutputException if one of them has no header or no usable path
   */
  CustomColumns(String columns) {
    if (columns.isEmpty()) {
      throw new OutputException("custom-columns format specified but no custom columns given");
    }
    for (String column : columns.split(",", -1)) {
      int colon = column.indexOf(':');
      if (colon < 0) {
        throw new OutputException(
            "unexpected custom-columns spec: " + column + ", expected <header>:<json-path-expr>");
      }
      headers.add(column.substring(0, colon));
      paths.add(new JsonPath(template(column.substring(colon + 1))));
    }
  }

  private static String template(String path) {
    Matcher relaxed = PATH.matcher(path);
    if (path.isEmpty()) {
      return path;
    }
    if (!relaxed.matches()) {
      throw new OutputException(
          "unexpected path string, expected a 'name1.name2' or '.name1.name2'"
              + " or '{name1.name2}' or '{.name1.name2}'");
    }
    String inBraces = relaxed.group(1);
    return "{." + (inBraces == null ? relaxed.group(2) : inBraces) + "}";
  }

  /** The table, headers first. */
  String text(List<JsonNode> objects) {
    TabWriter out = TabWriter.ofTable();
    out.line(headers);
    for (JsonNode object : objects) {
      out.line(paths.stream().map(path -> cell(path.find(object))).toList());
    }
    return out.aligned();
  }

  private static String cell(List<List<JsonNode>> found) {
    if (found.isEmpty() || found.getFirst().isEmpty()) {
      return "<none>";
    }
    List<String> values = new ArrayList<>();
    for (List<JsonNode> part : found) {
      part.forEach(value -> values.add(TerminalText.escaped(GoText.plain(value))));
    }
    return String.join(",", values);
  }
}
