package io.sluice.app.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PrinterTest {
  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");

  static List<String> tables() {
    return Golden.names("get", ".txt");
  }

  @ParameterizedTest
  @MethodSource("tables")
  void tablesLookAsKubectlPrintsThem(String file) {
    List<String> words = List.of(file.substring("get/".length()).split("-"));
    Resource resource = resource(words.getFirst());
    OutputFormat format = OutputFormat.parse(words.contains("wide") ? "wide" : "");
    Listing listing =
        words.contains("all")
            ? new Listing.AllNamespaces(resource, objects("get", resource))
            : new Listing.Several(resource, inDefaultNamespace(objects("get", resource)));

    assertThat(Printer.print(listing, format, NOW)).isEqualTo(Golden.text(file + ".txt"));
  }

  static Stream<JsonNode> commands() {
    return Stream.of("get", "print").flatMap(PrinterTest::commands);
  }

  private static Stream<JsonNode> commands(String folder) {
    List<JsonNode> commands = new ArrayList<>();
    Golden.json(folder + "/commands.json").forEach(commands::add);
    return commands.stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commandsPrintWhatKubectlPrints(JsonNode command) {
    List<String> arguments = new ArrayList<>();
    command.path("arguments").forEach(argument -> arguments.add(argument.asText()));
    String text;
    String error = "";
    try {
      text = print(arguments);
    } catch (OutputException mistake) {
      text = "";
      error = "error: " + mistake.getMessage();
    }
    // kubectl reads the path of a column only after it has printed the header.
    boolean isLate = arguments.getLast().equals("custom-columns=N:.metadata[");
    assertThat(text).isEqualTo(isLate ? "" : command.path("stdout").asText());
    String expected = command.path("exit").asInt() == 0 ? "" : command.path("stderr").asText();
    assertThat(error.stripTrailing()).isEqualTo(expected.stripTrailing());
  }

  private static String print(List<String> arguments) {
    int option = arguments.indexOf("-o");
    OutputFormat format = OutputFormat.parse(option < 0 ? "" : arguments.get(option + 1));
    Resource resource = resource(arguments.getFirst());
    String folder = arguments.contains("scalars") ? "print" : "get";
    List<JsonNode> objects = objects(folder, resource);
    int selector = arguments.indexOf("-l");
    if (selector >= 0) {
      LabelSelector labels = LabelSelector.parse(arguments.get(selector + 1));
      objects = objects.stream().filter(object -> labels.matches(labels(object))).toList();
    }
    if (arguments.contains("-A")) {
      return Printer.print(new Listing.AllNamespaces(resource, objects), format, NOW);
    }
    objects = inDefaultNamespace(objects);
    List<String> names =
        arguments.subList(1, arguments.size()).stream()
            .takeWhile(argument -> !argument.startsWith("-"))
            .toList();
    if (names.size() == 1) {
      objects = objects.stream().filter(object -> names.contains(Columns.name(object))).toList();
      return Printer.print(new Listing.One(resource, objects.getFirst()), format, NOW);
    }
    if (!names.isEmpty()) {
      objects = objects.stream().filter(object -> names.contains(Columns.name(object))).toList();
    }
    return Printer.print(new Listing.Several(resource, objects), format, NOW);
  }

  @Test
  void jsonAndYamlOfAwkwardValuesAreThoseOfKubectl() {
    Listing listing =
        new Listing.One(Resource.SERVICES, Golden.objects("print/scalars.json").getFirst());

    assertThat(Printer.print(listing, new OutputFormat.Yaml(), NOW))
        .isEqualTo(Golden.text("print/scalars.yaml.txt"));
    assertThat(Printer.print(listing, new OutputFormat.Json(), NOW))
        .isEqualTo(Golden.text("print/scalars.json.txt"));
  }

  @Test
  void anUnknownFormatNamesTheKnownOnes() {
    assertThatThrownBy(() -> OutputFormat.parse("jsn"))
        .isInstanceOf(OutputException.class)
        .hasMessage(
            "unable to match a printer suitable for the output format \"jsn\","
                + " allowed formats are: custom-columns,json,jsonpath,name,wide,yaml");
  }

  private static JsonNode labels(JsonNode object) {
    return object.path("metadata").path("labels");
  }

  private static List<JsonNode> objects(String folder, Resource resource) {
    String file = folder.equals("get") ? "get/objects.json" : "print/scalars.json";
    return Golden.objects(file).stream()
        .filter(object -> object.path("kind").asText().equals(resource.kind()))
        .toList();
  }

  private static List<JsonNode> inDefaultNamespace(List<JsonNode> objects) {
    return objects.stream()
        .filter(object -> object.path("metadata").path("namespace").asText().equals("default"))
        .toList();
  }

  private static Resource resource(String name) {
    return switch (name) {
      case "service", "services" -> Resource.SERVICES;
      case "endpoints" -> Resource.ENDPOINTS;
      case "endpointslices" -> Resource.ENDPOINT_SLICES;
      default -> Resource.PODS;
    };
  }
}
