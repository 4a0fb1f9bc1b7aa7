package io.sluice.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.app.describe.Listing;
import io.sluice.app.describe.OutputFormat;
import io.sluice.app.describe.Printer;
import io.sluice.app.describe.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code sluice get}. */
@Command(
    name = "get",
    description = {
      "Lists services, endpoints and pods as kubectl get does.",
      "Asks a running instance, or reads files with -f.",
      "",
      "Connections are the live TCP connections of a running instance, the newest first, at",
      "most 10000; UDP sessions are not among them. Their name is the client's address. With",
      "-o wide, REASON says why bytes take the PATH they take, from the client/to the client."
    },
    footer = {
      "",
      "Examples:",
      "  sluice get services",
      "  sluice get pods -l app=web -o wide",
      "  sluice get endpoints web -f manifests/",
      "  sluice get connections -A -o wide",
      "  sluice get connections -l kubernetes.io/service-name=web",
      "  sluice get pods -o custom-columns=NAME:{metadata.name},IP:{status.podIP}"
    })
final class GetCommand implements Callable<Integer> {
  @Mixin private Basics basics = new Basics();
  @Mixin private ObjectSource source = new ObjectSource();
  @Mixin private Selection selection = new Selection();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "",
      description = "wide, json, yaml, name, jsonpath=TEMPLATE or custom-columns=COLUMNS.")
  private String output = "";

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      converter = ResourceNames.class,
      description = "services (svc), endpoints (ep), endpointslices, pods (po) or connections.")
  private Resource resource = Resource.SERVICES;

  @Parameters(
      index = "1..*",
      paramLabel = "NAME",
      description = "Only the objects with these names.")
  private List<String> names = new ArrayList<>();

  @Override
  public Integer call() {
    OutputFormat format = OutputFormat.parse(output);
    if (resource == Resource.CONNECTIONS && source.isOffline()) {
      throw new ParameterException(
          basics.commandLine(), "connections exist only in a running instance; leave -f out");
    }
    List<JsonNode> objects = source.objects(resource);
    if (source.left() > 0) {
      basics.err().println("sluice: " + source.left() + " more were not looked at, older ones");
    }
    Listing listing = selection.of(resource, objects, names);
    if (listing.objects().isEmpty() && isTable(format)) {
      basics.err().println(selection.nothingFound());
      return ExitCode.SUCCESS;
    }
    basics.out().print(Printer.print(listing, format, Instant.now()));
    basics.out().flush();
    return ExitCode.SUCCESS;
  }

  private static boolean isTable(OutputFormat format) {
    return format instanceof OutputFormat.Table || format instanceof OutputFormat.Wide;
  }
}
