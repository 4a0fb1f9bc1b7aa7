package io.sluice.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.app.describe.Listing;
import io.sluice.app.describe.Resource;
import io.sluice.app.describe.ServiceDescriber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code sluice describe}. */
@Command(
    name = "describe",
    description = {
      "Describes services as kubectl describe does.",
      "Asks a running instance, or reads files with -f."
    },
    footer = {
      "",
      "Examples:",
      "  sluice describe service web",
      "  sluice describe service -n shop -f manifests/"
    })
final class DescribeCommand implements Callable<Integer> {
  private static final String SERVICE_NAME_LABEL = "kubernetes.io/service-name";

  @Mixin private Basics basics = new Basics();
  @Mixin private ObjectSource source = new ObjectSource();
  @Mixin private Selection selection = new Selection();

  @Parameters(
      index = "0",
      paramLabel = "service",
      converter = ResourceNames.class,
      description = "The kind of object; service (svc) can be described.")
  private Resource resource = Resource.SERVICES;

  @Parameters(
      index = "1..*",
      paramLabel = "NAME",
      description = "Only the services with these names.")
  private List<String> names = new ArrayList<>();

  @Override
  public Integer call() {
    if (resource != Resource.SERVICES) {
      throw new ParameterException(basics.commandLine(), "only services can be described");
    }
    Listing services = selection.of(resource, source.objects(Resource.SERVICES), names);
    if (services.objects().isEmpty()) {
      basics.err().println(selection.nothingFound());
      return ExitCode.SUCCESS;
    }
    List<JsonNode> slices = source.objects(Resource.ENDPOINT_SLICES);
    List<String> descriptions =
        services.objects().stream()
            .map(service -> ServiceDescriber.describe(service, slicesOf(service, slices)))
            .toList();
    basics.out().print(ServiceDescriber.join(descriptions));
    basics.out().flush();
    return ExitCode.SUCCESS;
  }

  private static List<JsonNode> slicesOf(JsonNode service, List<JsonNode> slices) {
    return slices.stream()
        .filter(slice -> isOf(service.path("metadata"), slice.path("metadata")))
        .toList();
  }

  private static boolean isOf(JsonNode service, JsonNode slice) {
    return slice.path("namespace").equals(service.path("namespace"))
        && slice.path("labels").path(SERVICE_NAME_LABEL).equals(service.path("name"));
  }
}
