package io.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that need no running instance. */
final class CommandsTest {
  private static final String SAMPLES = "../config/samples";
  private static final String VALID =
      """
      services:
        - name: web
          vips: [127.0.0.1]
          ports: [{port: 8080}]
          endpoints: [127.0.0.2:80]
      """;

  @TempDir private Path folder;

  static Stream<String> commands() {
    return Main.commandLine().getSubcommands().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithAnExample(String command) {
    Run run = Run.of(command, "--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Usage: sluice " + command).contains("  sluice " + command);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void helpListsEveryCommandAndNoneThatIsNotThere() {
    assertThat(commands())
        .containsExactlyInAnyOrder(
            "run",
            "demo",
            "check",
            "render",
            "get",
            "describe",
            "reload",
            "bench",
            "schema",
            "version");
    Run run = Run.of("--help");
    assertThat(commands()).allMatch(command -> run.out().contains("  " + command));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "run",
        "check",
        "check --no-such-option -f x",
        "get",
        "get nonsense",
        "get connections -f x",
        "describe pods",
        "get pods --admin nonsense",
        "get pods --admin 127.0.0.1:70000",
        "run --log-format xml -f x"
      })
  void wrongUsageExitsWith64AndSaysWhereHelpIs(String line) {
    Run run = Run.of(line.isEmpty() ? new String[0] : line.split(" "));
    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("sluice: ").contains("--help");
  }

  @Test
  void checkOfAUsableFileSaysWhatIsInIt() throws IOException {
    Run run = Run.of("check", "-f", file(VALID));
    assertThat(run).isEqualTo(new Run(0, "ok: 1 service, 1 port, 1 endpoint\n", ""));
  }

  @Test
  void f42CheckShowsEveryProblemWithItsPlace() throws IOException {
    String path = file(VALID.replace("8080", "70000").replace("name: web", "nmae: web"));
    Run run = Run.of("check", "-f", path);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(path + ":4:20: error: services[0].ports[0].port: 70000 is not a port")
        .contains("did you mean name?");
  }

  @Test
  void f42RunWithProblemsStartsNothing() throws IOException {
    Run run = Run.of("run", "-f", file("services: 1\n"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(": error: services");
  }

  @Test
  void strictCheckTakesWarningsForProblems() throws IOException {
    String warned = file(VALID + "    deniedSourceRanges: [192.0.2.1/24]\n");
    assertThat(Run.of("check", "-f", warned).exitCode()).isZero();
    assertThat(Run.of("check", "-f", warned).err()).contains(": warning: ");
    assertThat(Run.of("check", "--strict", "-f", warned).exitCode()).isEqualTo(2);
  }

  @Test
  void missingFileIsAProblem() {
    Run run = Run.of("check", "-f", folder.resolve("missing.yaml").toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("missing.yaml: error: ");
  }

  @Test
  void renderPrintsTheEffectiveConfiguration() throws IOException {
    Run run = Run.of("render", "-f", file(VALID));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("idleTimeout: 1h", "targetPort: 8080", "- 127.0.0.2:80\n");
  }

  @Test
  void describeReadsFiles() {
    Run run = Run.of("describe", "service", "sample-clusterip", "-f", SAMPLES);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("Name:                     sample-clusterip\n")
        .contains("Endpoints:                172.30.194.66:80,172.30.194.67:80,172.30.194.68:80\n");
  }

  @Test
  void servicesAreDescribedOneAfterTheOther() {
    Run run = Run.of("describe", "svc", "-f", SAMPLES);
    assertThat(run.out().split("\n\n\n")).hasSize(3);
  }

  @Test
  void getReadsFiles() {
    Run run =
        Run.of(
            "get",
            "pods",
            "-l",
            "app=sample-app",
            "-o",
            "custom-columns=NAME:{metadata.name},IP:{status.podIP}",
            "-f",
            SAMPLES);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).hasSize(4).first().asString().startsWith("NAME ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"svc", "service", "services", "SVC", "ep", "endpointslices", "po"})
  void kindsHaveTheirUsualNames(String kind) {
    Run run = Run.of("get", kind, "-f", SAMPLES);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("NAME ");
  }

  @Test
  void whatIsNotThereIsNotFoundAsKubectlSaysIt() {
    assertThat(Run.of("get", "svc", "x", "-f", SAMPLES))
        .isEqualTo(new Run(1, "", "Error from server (NotFound): services \"x\" not found\n"));
    assertThat(Run.of("get", "endpointslice", "x", "-f", SAMPLES).err())
        .contains("endpointslices.discovery.k8s.io \"x\" not found");
    assertThat(Run.of("describe", "service", "x", "-f", SAMPLES))
        .isEqualTo(new Run(1, "", "Error from server (NotFound): services \"x\" not found\n"));
    assertThat(Run.of("get", "svc", "-n", "empty", "-f", SAMPLES))
        .isEqualTo(new Run(0, "", "No resources found in empty namespace.\n"));
    assertThat(Run.of("get", "svc", "-A", "-l", "no=such", "-f", SAMPLES))
        .isEqualTo(new Run(0, "", "No resources found\n"));
  }

  @Test
  void emptyListIsStillJson() {
    Run run = Run.of("get", "svc", "-n", "empty", "-o", "json", "-f", SAMPLES);
    assertThat(run.out()).contains("\"items\": []");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"get svc x -A", "get svc x -l a=b", "get svc -o nonsense", "get svc -l =="})
  void whatKubectlRefusesIsRefused(String line) {
    Run run = Run.of((line + " -f " + SAMPLES).split(" "));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("error: ");
  }

  @Test
  void getOfFilesWithErrorsExitsWith2() throws IOException {
    Run run = Run.of("get", "svc", "-f", file("services: 1\n"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(": error: ");
  }

  @Test
  void filesHoldNoConnections() {
    Run run = Run.of("get", "connections", "-f", SAMPLES);
    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("connections exist only in a running instance");
  }

  @Test
  void schemaIsJson() {
    Run run = Run.of("schema");
    assertThat(run.exitCode()).isZero();
    assertThat(Trees.parse(run.out()).path("$schema").asText()).contains("json-schema.org");
  }

  @Test
  void versionTellsWhatTheMachineOffers() {
    assertThat(Run.of("version").out()).startsWith("sluice ").hasLineCount(1);
    assertThat(Run.of("version", "--verbose").out())
        .contains("java ", "netty ", "kernel ", "io_uring ", "epoll ", "RLIMIT_NOFILE ");
  }

  @Test
  void noInstanceMeansExitCode1() {
    Run run = Run.of("get", "svc", "--admin", "unix:" + folder.resolve("nobody"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no running instance answers at unix:");
  }

  @Test
  void colourIsForTerminalsThatWantIt() {
    assertThat(Terminal.allowsColour(Map.of("TERM", "xterm"))).isTrue();
    assertThat(Terminal.allowsColour(Map.of("TERM", "xterm", "NO_COLOR", "1"))).isFalse();
    assertThat(Terminal.allowsColour(Map.of("TERM", "dumb"))).isFalse();
    assertThat(Terminal.allowsColour(Map.of())).isFalse();
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("test.yaml"), text).toString();
  }
}
