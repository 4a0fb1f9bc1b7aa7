package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.EndpointAddress;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.UnixPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unix sockets: {@code listen} of a service port, and {@code unix:/PATH} among the endpoints. */
final class UnixSocketTest {
  @TempDir private Path folder;

  @Test
  void portIsReachedAtUnixSocketsBesideItsVips() {
    Loaded loaded = load("{port: 80, listen: ['unix:/run/a.sock', unix:/run/b.sock]}", "10.0.0.1");

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.service().ports().getFirst().sockets())
        .containsExactly(new UnixPath("/run/a.sock"), new UnixPath("/run/b.sock"));
  }

  @Test
  void endpointMayBeAUnixSocketInEitherForm() {
    Loaded loaded =
        load(
            "{port: 80}",
            "10.0.0.1, unix:/run/a.sock weight=2 priority=1, {address: 'unix:/run/b c', zone: z}");

    assertThat(loaded.problems()).isEmpty();
    assertThat(endpoints(loaded))
        .extracting(EndpointSpec::hostAndPort)
        .containsExactly("10.0.0.1:80", "unix:/run/a.sock", "unix:/run/b c");
    EndpointSpec socket = endpoints(loaded).get(1);
    assertThat(socket.address())
        .isEqualTo(new EndpointAddress.UnixSocket(new UnixPath("/run/a.sock")));
    assertThat(socket.weight()).isEqualTo(2);
    assertThat(socket.priority()).isEqualTo(1);
  }

  @Test
  void unixSocketStandsForAPortWhoseTargetHasAName() {
    Loaded loaded = load("{port: 80, targetPort: http}", "unix:/run/a.sock");

    assertThat(loaded.problems()).isEmpty();
    assertThat(endpoints(loaded)).hasSize(1);
  }

  @Test
  void unixSocketServesVipsOfBothFamilies() {
    Loaded loaded =
        Loaded.text(
            folder,
            """
            services:
              - name: web
                vips: [127.0.0.1, '::1']
                ports: [{port: 80}]
                endpoints: [unix:/run/a.sock]
            """);

    assertThat(loaded.problems()).isEmpty();
  }

  @Test
  void longestPathHas107Bytes() {
    String longest = "/" + "a".repeat(UnixPath.MAX_BYTES - 1);
    assertThat(load("{port: 80, listen: [unix:" + longest + "]}", "10.0.0.1").problems()).isEmpty();
    assertThat(load("{port: 80, listen: [unix:" + longest + "b]}", "10.0.0.1").problems())
        .containsExactly("4:33 unix-path");
    // Bytes count, not characters.
    assertThat(load("{port: 80}", "unix:/" + "\u00e4".repeat(54)).errors())
        .containsExactly("5:17 unix-path");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {port: 80, listen: [run/a.sock]}                        | 4:33 unix-path
          {port: 80, listen: [unix:run/a.sock]}                   | 4:33 unix-path
          {port: 80, listen: ['unix:']}                           | 4:33 unix-path
          {port: 80, listen: [unix:/]}                            | 4:33 unix-path
          {port: 80, listen: [unix:/run/]}                        | 4:33 unix-path
          {port: 80, listen: [unix:/run/../a]}                    | 4:33 unix-path
          {port: 80, listen: [unix://run/a]}                      | 4:33 unix-path
          {port: 80, listen: ["unix:/run/a\\0b"]}               | 4:33 unix-path
          {port: 80, listen: [127.0.0.1:80]}                      | 4:33 unix-path
          {port: 80, listen: unix:/run/a.sock}                    | 4:32 type
          {port: 80, listen: [unix:/run/a, unix:/run/a]}          | 4:46 listen-duplicate
          {port: 80, protocol: UDP, listen: [unix:/run/a]}        | 4:47 unix-protocol
          {port: 80-81, listen: [unix:/run/a]}                    | 4:35 unix-range
          """)
  void badListenIsAProblem(String port, String problem) {
    assertThat(load(port, "10.0.0.1").errors()).containsExactly(problem);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          unix:run/a.sock                                  | 5:17 unix-path
          'unix:'                                          | 5:18 unix-path
          unix:/run/./a                                    | 5:17 unix-path
          unix:/run/a sport=1                              | 5:29 endpoint-syntax
          {address: unix:/run/a, ports: {http: 80}}        | 5:47 endpoint-port
          unix:/run/a, unix:/run/a weight=3                | 5:30 endpoint-duplicate
          """)
  void badEndpointIsAProblem(String endpoints, String problem) {
    assertThat(load("{port: 80}", endpoints).errors()).containsExactly(problem);
  }

  @Test
  void unixSocketCannotServeSeveralTargetPorts() {
    Loaded loaded = load("{name: a, port: 80}, {name: b, port: 81}", "unix:/run/a");
    assertThat(loaded.errors()).containsExactly("5:17 endpoint-port");
  }

  @Test
  void unixSocketCannotServeUdp() {
    Loaded loaded = load("{port: 53, protocol: UDP}", "unix:/run/a");
    assertThat(loaded.errors()).containsExactly("5:17 unix-protocol");
  }

  @Test
  void socketBelongsToOnePort() {
    Loaded loaded =
        load(
            "{name: a, port: 80, targetPort: 1, listen: [unix:/run/a]},"
                + " {name: b, port: 81, targetPort: 1, listen: [unix:/run/a]}",
            "10.0.0.1");
    assertThat(loaded.errors()).containsExactly("4:115 listen-conflict");
  }

  @Test
  void socketOfTheAdminHttpIsNoListener() {
    Loaded loaded =
        Loaded.text(
            folder,
            """
            admin: {listen: unix:/run/a}
            services:
              - name: web
                vips: [10.0.0.9]
                ports: [{port: 80, listen: [unix:/run/a]}]
                endpoints: [10.0.0.1]
            """);
    assertThat(loaded.errors()).containsExactly("5:32 listen-conflict");
  }

  @Test
  void listenerIsNoEndpoint() {
    Loaded loaded = load("{port: 80, listen: [unix:/run/a]}", "unix:/run/a");
    assertThat(loaded.errors()).containsExactly("5:17 endpoint-loop");
  }

  @Test
  void tlsToAUnixSocketNeedsTheNameToVerify() {
    String verified = "{port: 80, tls: {origination: {authorities: a.pem%s}}}";
    assertThat(load(verified.formatted(""), "unix:/run/a").errors())
        .contains("4:29 tls-server-name");
    assertThat(load(verified.formatted(", serverName: a.example"), "unix:/run/a").errors())
        .doesNotContain("4:29 tls-server-name");
  }

  @Test
  void kubernetesViewShowsThePath() {
    Loaded loaded = load("{port: 80}", "10.0.0.1, unix:/run/a.sock");

    Map<String, Object> endpoints =
        loaded.configuration().inventory().endpoints().getFirst().tree();
    assertThat(endpoints.get("subsets"))
        .asString()
        .contains("{ip=10.0.0.1}")
        .contains("{addresses=[{ip=unix:/run/a.sock}]}");
    assertThat(loaded.configuration().inventory().endpointSlices())
        .extracting(slice -> slice.tree().get("addressType"))
        .containsExactlyInAnyOrder("IPv4", "Unix");
  }

  private List<EndpointSpec> endpoints(Loaded loaded) {
    ServicePort port = loaded.service().ports().getFirst();
    return port.endpoints();
  }

  private Loaded load(String ports, String endpoints) {
    return Loaded.text(
        folder,
        """
        services:
          - name: web
            vips: [10.0.0.9]
            ports: [%s]
            endpoints: [%s]
        """
            .formatted(ports, endpoints));
  }
}
