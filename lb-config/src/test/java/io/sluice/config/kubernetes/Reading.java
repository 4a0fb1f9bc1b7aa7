package io.sluice.config.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.Manifest;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServicePort;
import io.sluice.config.problem.Problem;
import io.sluice.config.problem.Problems;
import io.sluice.config.schema.PortSettings;
import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What came of reading manifests. */
record Reading(KubernetesObjects objects, List<Problem> problems) {
  static final Path SAMPLES = Path.of("../config/samples");

  /** Reads YAML streams, each as a file of its own. */
  static Reading of(String... streams) {
    Problems problems = new Problems();
    ManifestReader reader = new ManifestReader(problems, PortSettings.DEFAULT);
    for (int i = 0; i < streams.length; i++) {
      YamlParser.parse("file" + i + ".yaml", streams[i], problems).forEach(reader::read);
    }
    return new Reading(reader.finish(), problems.sorted());
  }

  /** Documents of the samples, file by file in name order. */
  static List<YamlNode> samples(String... fileNames) throws IOException {
    Problems problems = new Problems();
    List<YamlNode> documents = new ArrayList<>();
    for (String fileName : fileNames.length == 0 ? allSamples() : fileNames) {
      String text = Files.readString(SAMPLES.resolve(fileName));
      documents.addAll(YamlParser.parse(fileName, text, problems));
    }
    assertThat(problems.sorted()).isEmpty();
    return documents;
  }

  private static String[] allSamples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .sorted()
          .toArray(String[]::new);
    }
  }

  Service service(String name) {
    return service(objects, name);
  }

  static Service service(KubernetesObjects objects, String name) {
    return objects.services().stream()
        .filter(service -> service.name().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The endpoints of a service's only port of a name, as {@code address:port}. */
  static List<String> endpoints(Service service, String portName) {
    return specs(service, portName).stream().map(EndpointSpec::hostAndPort).toList();
  }

  /** The endpoints of port {@code http} of service {@code web}, as {@code address:port}. */
  List<String> web() {
    return endpoints(service("web"), "http");
  }

  /** The only endpoint of port {@code http} of service {@code web}. */
  EndpointSpec onlyWebEndpoint() {
    List<EndpointSpec> specs = specs(service("web"), "http");
    assertThat(specs).hasSize(1);
    return specs.getFirst();
  }

  /** Rules that were broken, in the order of positions. */
  List<String> rules() {
    return problems.stream().map(Problem::rule).toList();
  }

  /** Rules whose breach makes the manifests unusable. */
  List<String> errorRules() {
    return problems.stream().filter(Problem::isError).map(Problem::rule).toList();
  }

  static Manifest only(List<Manifest> manifests) {
    assertThat(manifests).hasSize(1);
    return manifests.getFirst();
  }

  private static List<EndpointSpec> specs(Service service, String portName) {
    List<ServicePort> ports =
        service.ports().stream().filter(port -> port.name().equals(portName)).toList();
    assertThat(ports).hasSize(1);
    return ports.getFirst().endpoints();
  }
}
