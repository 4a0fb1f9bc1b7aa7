package io.sluice.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.HttpMethod;
import io.sluice.app.cli.AdminClient.Reply;
import io.sluice.app.describe.Resource;
import io.sluice.config.ConfigurationLoader;
import io.sluice.config.LoadResult;
import io.sluice.config.model.Configuration;
import io.sluice.config.model.Inventory;
import io.sluice.config.model.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where {@code get} and {@code describe} find objects: a running instance, or files. */
final class ObjectSource {
  @Mixin private AdminOption admin = new AdminOption();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "PATH",
      description = {
        "Reads this file or folder instead of asking a running instance.",
        "May be given several times."
      })
  private List<Path> paths = new ArrayList<>();

  private long left;

  /** Whether files are read and no running instance is asked. */
  boolean isOffline() {
    return !paths.isEmpty();
  }

  /** How many more objects there are than were answered last. */
  long left() {
    return left;
  }

  /**
   * Every object of a kind, of all namespaces, in the order of namespace and name.
   *
   * @throws ProblemsException when files were named and they have errors
   */
  List<JsonNode> objects(Resource resource) {
    return paths.isEmpty() ? fromInstance(resource) : fromFiles(resource);
  }

  private List<JsonNode> fromInstance(Resource resource) {
    Reply reply = admin.client().send(HttpMethod.GET, "/api/v1/" + ResourceNames.plural(resource));
    if (!reply.isSuccess()) {
      throw new CommandException("sluice: the running instance answered with " + reply.status());
    }
    List<JsonNode> objects = new ArrayList<>();
    JsonNode list = Trees.parse(reply.body());
    list.path("items").forEach(objects::add);
    left = list.path("metadata").path("remainingItemCount").asLong();
    return objects;
  }

  private List<JsonNode> fromFiles(Resource resource) {
    LoadResult result = ConfigurationLoader.load(paths, System.getenv());
    Configuration configuration = result.configuration();
    if (configuration == null) {
      throw new ProblemsException(result);
    }
    return manifests(configuration.inventory(), resource).stream().map(Trees::of).toList();
  }

  private static List<Manifest> manifests(Inventory inventory, Resource resource) {
    return switch (resource) {
      case SERVICES -> inventory.services();
      case ENDPOINTS -> inventory.endpoints();
      case ENDPOINT_SLICES -> inventory.endpointSlices();
      case PODS -> inventory.pods();
      case CONNECTIONS -> throw new IllegalStateException("files hold no connections");
    };
  }
}
