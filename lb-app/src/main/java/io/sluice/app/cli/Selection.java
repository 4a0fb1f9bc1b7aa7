package io.sluice.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.app.describe.LabelSelector;
import io.sluice.app.describe.Listing;
import io.sluice.app.describe.Resource;
import java.util.List;
import picocli.CommandLine.Option;

/** Which objects of a kind are meant, with kubectl's options, rules and words. */
final class Selection {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      defaultValue = "default",
      description = "Namespace to look in. Default: ${DEFAULT-VALUE}.")
  private String namespace = "default";

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Looks in all namespaces.")
  private boolean isAllNamespaces;

  @Option(
      names = {"-l", "--selector"},
      paramLabel = "SELECTOR",
      defaultValue = "",
      description = "Only objects with these labels, such as app=web,tier!=test.")
  private String selector = "";

  /**
   * The objects that are meant.
   *
   * @param objects all there are of the kind
   * @param names the names that were given, or none
   */
  Listing of(Resource resource, List<JsonNode> objects, List<String> names) {
    if (!names.isEmpty()) {
      return named(resource, objects, names);
    }
    LabelSelector labels = LabelSelector.parse(selector);
    List<JsonNode> chosen =
        objects.stream()
            .filter(this::isInNamespace)
            .filter(object -> labels.matches(object.path("metadata").path("labels")))
            .toList();
    return isAllNamespaces
        ? new Listing.AllNamespaces(resource, chosen)
        : new Listing.Several(resource, chosen);
  }

  /** What to say when there are none. */
  String nothingFound() {
    return isAllNamespaces
        ? "No resources found"
        : "No resources found in " + namespace + " namespace.";
  }

  private Listing named(Resource resource, List<JsonNode> objects, List<String> names) {
    if (isAllNamespaces) {
      throw new CommandException(
          "error: a resource cannot be retrieved by name across all namespaces");
    }
    if (!selector.isEmpty()) {
      throw new CommandException("error: name cannot be provided when a selector is specified");
    }
    List<JsonNode> found = names.stream().map(name -> find(resource, objects, name)).toList();
    return found.size() == 1
        ? new Listing.One(resource, found.getFirst())
        : new Listing.Several(resource, found);
  }

  private JsonNode find(Resource resource, List<JsonNode> objects, String name) {
    return objects.stream()
        .filter(this::isInNamespace)
        .filter(object -> object.path("metadata").path("name").asText("").equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandException(
                    "Error from server (NotFound): "
                        + ResourceNames.qualifiedPlural(resource)
                        + " \""
                        + name
                        + "\" not found"));
  }

  private boolean isInNamespace(JsonNode object) {
    return isAllNamespaces
        || object.path("metadata").path("namespace").asText("").equals(namespace);
  }
}
