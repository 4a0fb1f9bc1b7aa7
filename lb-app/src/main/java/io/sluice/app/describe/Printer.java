package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** What {@code kubectl get} writes to standard output. */
public final class Printer {
  private Printer() {}

  /**
   * Prints objects.
   *
   * @param now the instant from which ages are counted
   * @return the text, with a line feed at its end except after a template; empty when a table or
   *     names are asked for and there are no objects
   * @throws OutputException if an object does not fit a template
   */
  public static String print(Listing listing, OutputFormat format, Instant now) {
    return switch (format) {
      case OutputFormat.Table() -> Table.text(listing, Table.Width.NARROW, now);
      case OutputFormat.Wide() -> Table.text(listing, Table.Width.WIDE, now);
      case OutputFormat.Name() -> names(listing);
      case OutputFormat.Json() -> JsonPrinter.indented(withoutManagedFields(document(listing)));
      case OutputFormat.Yaml() -> YamlPrinter.text(withoutManagedFields(document(listing)));
      case OutputFormat.JsonPathTemplate(String template) -> fill(template, document(listing));
      case OutputFormat.Custom(String columns) ->
          new CustomColumns(columns).text(listing.objects());
    };
  }

  private static String names(Listing listing) {
    StringBuilder out = new StringBuilder();
    for (JsonNode object : listing.objects()) {
      out.append(listing.resource().qualifiedName()).append('/');
      out.append(Columns.name(object)).append('\n');
    }
    return out.toString();
  }

  private static String fill(String template, JsonNode document) {
    try {
      return new JsonPath(template).text(document);
    } catch (OutputException mistake) {
      throw new OutputException(
          "error executing jsonpath "
              + GoText.quoted(template)
              + ": Error executing template: "
              + mistake.getMessage()
              + ". Printing more information for debugging the template:\n\ttemplate was:\n\t\t"
              + template
              + "\n\tobject given to jsonpath engine was:\n\t\t"
              + GoText.syntax(document)
              + "\n\n\n");
    }
  }

  private static JsonNode document(Listing listing) {
    if (listing instanceof Listing.One(Resource resource, JsonNode object)) {
      return object;
    }
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("apiVersion", "v1");
    ArrayNode items = list.putArray("items");
    listing.objects().forEach(items::add);
    list.put("kind", "List");
    list.putObject("metadata").put("resourceVersion", "");
    return list;
  }

  private static JsonNode withoutManagedFields(JsonNode document) {
    JsonNode copy = document.deepCopy();
    copy.path("items").forEach(Printer::dropManagedFields);
    dropManagedFields(copy);
    return copy;
  }

  private static void dropManagedFields(JsonNode object) {
    if (object.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove("managedFields");
    }
  }
}
