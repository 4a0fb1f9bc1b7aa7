package io.sluice.app.describe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ServiceDescriberTest {
  static Stream<String> files() {
    return Stream.of("describe", "describe-newer")
        .flatMap(folder -> Golden.names(folder, ".txt").stream());
  }

  @ParameterizedTest
  @MethodSource("files")
  void servicesAreDescribedAsKubectlDescribesThem(String file) {
    List<JsonNode> objects = Golden.objects(file + ".json");
    List<String> descriptions =
        objects.stream()
            .filter(object -> object.path("kind").asText().equals("Service"))
            .map(service -> ServiceDescriber.describe(service, slices(service, objects)))
            .toList();

    assertThat(ServiceDescriber.join(descriptions)).isEqualTo(Golden.text(file + ".txt"));
  }

  private static List<JsonNode> slices(JsonNode service, List<JsonNode> objects) {
    String name = service.path("metadata").path("name").asText();
    return objects.stream()
        .filter(
            object ->
                object
                    .path("metadata")
                    .path("labels")
                    .path("kubernetes.io/service-name")
                    .asText("")
                    .equals(name))
        .toList();
  }
}
