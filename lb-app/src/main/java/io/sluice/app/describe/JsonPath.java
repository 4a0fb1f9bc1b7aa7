package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sluice.app.describe.JsonPathNode.Identifier;
import java.util.ArrayList;
import java.util.List;

/**
 * A jsonpath template of kubectl, ready to be applied. A key that an object lacks yields nothing;
 * where kubectl visits a map in random order, this visits it in the order of its keys.
 */
final class JsonPath {
  private final List<List<JsonPathNode>> parts;

  /**
   * Reads a template.
   *
   * @throws OutputException with the mistake alone, without the template
   */
  JsonPath(String template) {
    parts = JsonPathParser.parse(template);
  }

  /**
   * What each part of the template finds.
   *
   * @throws OutputException if the object does not fit the template
   */
  List<List<JsonNode>> find(JsonNode object) {
    List<List<JsonNode>> found = new ArrayList<>();
    if (walk(0, object, found) < parts.size()) {
      throw new OutputException("not in range, nothing to end");
    }
    return found;
  }

  /** What the template prints for an object. */
  String text(JsonNode object) {
    StringBuilder out = new StringBuilder();
    for (List<JsonNode> values : find(object)) {
      String separator = "";
      for (JsonNode value : values) {
        out.append(separator).append(valueText(value));
        separator = " ";
      }
    }
    return out.toString();
  }

  private static String valueText(JsonNode value) {
    if (value.isContainerNode()) {
      return JsonPrinter.compact(value);
    }
    return value.isNull() ? "null" : GoText.plain(value);
  }

  /** Applies parts up to an end or the last one; returns where it stopped. */
  private int walk(int start, JsonNode object, List<List<JsonNode>> found) {
    int at = start;
    while (at < parts.size() && !isEnd(parts.get(at))) {
      List<JsonNode> results = JsonPathSteps.find(parts.get(at), List.of(object));
      if (isRange(parts.get(at))) {
        at = walkRange(at + 1, results, found);
      } else {
        found.add(results);
      }
      at++;
    }
    return at;
  }

  private int walkRange(int start, List<JsonNode> objects, List<List<JsonNode>> found) {
    if (objects.isEmpty()) {
      // Its end has to be found all the same, and its mistakes are mistakes.
      return walk(start, MissingNode.getInstance(), new ArrayList<>());
    }
    int end = start;
    for (JsonNode object : objects) {
      end = walk(start, object, found);
    }
    return end;
  }

  private static boolean isRange(List<JsonPathNode> part) {
    return part.contains(new Identifier("range"));
  }

  private static boolean isEnd(List<JsonPathNode> part) {
    return part.contains(new Identifier("end"));
  }
}
