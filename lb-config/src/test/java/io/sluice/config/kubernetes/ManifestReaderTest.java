package io.sluice.config.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.Manifest;
import io.sluice.config.model.ServiceName;
import io.sluice.config.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestReaderTest {
  private static final String SPEC = "{clusterIP: 10.0.0.1, ports: [{port: 80}]}";

  @Test
  void clusterDumpResolvesWithoutAnErrorOrWarning() throws IOException {
    Reading reading =
        Reading.of(Files.readString(Path.of("src/test/resources/kubernetes/dump.yaml")));
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.web()).containsExactly("10.244.1.7:8080", "10.244.2.9:8080");
    assertThat(reading.service("web").ports().getFirst().endpoints())
        .extracting(endpoint -> endpoint.conditions().ready())
        .containsExactly(true, false);
    assertThat(Reading.endpoints(reading.service("db"), "")).containsExactly("10.244.2.4:5432");
    assertThat(reading.service("db").vips()).isEmpty();
    assertThat(reading.objects().inventory().pods()).hasSize(3);
  }

  @Test
  void itemsOfATypedListNeedNoKind() {
    Reading reading =
        Reading.of(
            """
            apiVersion: v1
            kind: ServiceList
            items:
              - metadata: {name: web}
                spec: %s
            """
                .formatted(SPEC));
    assertThat(reading.problems()).isEmpty();
    Manifest service = Reading.only(reading.objects().inventory().services());
    assertThat(service.tree()).containsEntry("apiVersion", "v1").containsEntry("kind", "Service");
  }

  @Test
  void itemsOfAListKeepTheirPath() {
    Reading reading =
        Reading.of(
            """
            apiVersion: v1
            kind: List
            items:
              - {apiVersion: v1, kind: Service, metadata: {name: web}, spec: %s}
              - {apiVersion: v1, kind: Service, metadata: {name: bad}, spec: {ports: [{port: x}]}}
            """
                .formatted(SPEC));
    Problem problem = reading.problems().stream().filter(Problem::isError).findFirst().get();
    assertThat(problem.path()).isEqualTo("items[1].spec.ports[0].port");
    assertThat(problem.position().line()).isEqualTo(5);
  }

  @Test
  void listItemWithoutAKindIsAnError() {
    Reading reading = Reading.of("{apiVersion: v1, kind: List, items: [{metadata: {name: a}}, 3]}");
    assertThat(reading.errorRules()).containsExactlyInAnyOrder("required", "type");
  }

  @Test
  void otherKindsAreIgnoredWithOneNoteEach() {
    Reading reading =
        Reading.of(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}",
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: b}}",
            "{apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: c}}");
    assertThat(reading.rules()).containsExactly("ignored-kind", "ignored-kind");
    assertThat(reading.problems()).noneMatch(Problem::isError);
    assertThat(reading.objects().inventory().services()).isEmpty();
  }

  @Test
  void oldVersionOfAKnownKindIsAWarning() {
    Reading reading =
        Reading.of("{apiVersion: discovery.k8s.io/v1beta1, kind: EndpointSlice, metadata: {}}");
    assertThat(reading.rules()).containsExactly("api-version");
  }

  @Test
  void objectWithoutVersionIsAnError() {
    Reading reading = Reading.of("{kind: Service, metadata: {name: web}, spec: " + SPEC + "}");
    assertThat(reading.errorRules()).containsExactly("required");
  }

  @Test
  void secondObjectOfTheSameNameIsAnErrorThatNamesTheFirst() {
    String web = Yaml.service("web", SPEC);
    Reading reading = Reading.of(web, web);
    assertThat(reading.objects().services()).hasSize(1);
    assertThat(reading.errorRules()).containsExactly("duplicate-object");
    Problem problem = reading.problems().getFirst();
    assertThat(problem.position().source()).isEqualTo("file1.yaml");
    assertThat(problem.message()).contains("default/web").contains("file0.yaml:3");
  }

  @Test
  void sameNameInAnotherNamespaceIsAnotherObject() {
    String web = Yaml.service("web", SPEC);
    String other =
        web.replace("{name: web}", "{name: web, namespace: other}").replace("0.1,", "0.2,");
    Reading reading = Reading.of(web, other);
    assertThat(reading.errorRules()).isEmpty();
    assertThat(reading.objects().services()).hasSize(2);
  }

  @Test
  void everyServiceHasAPosition() {
    Reading reading = Reading.of(Yaml.service("web", SPEC));
    assertThat(reading.objects().positions())
        .hasEntrySatisfying(
            new ServiceName("default", "web"),
            position -> assertThat(position.line()).isEqualTo(3));
  }

  @Test
  void allProblemsOfAllDocumentsAreReported() {
    Reading reading =
        Reading.of(
            Yaml.service("a", "{clusterIP: x, ports: [{port: 0}]}"),
            Yaml.service("b", "{clusterIP: y, ports: [{port: -1}]}"));
    assertThat(reading.errorRules())
        .isEqualTo(List.of("ip-address", "port-range", "ip-address", "port-range"));
  }

  @Test
  void documentThatIsNoObjectIsAnError() {
    assertThat(Reading.of("[1, 2]").errorRules()).containsExactly("type");
  }
}
