package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.Protocol;
import io.sluice.config.model.Route;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePortName;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where TLS connections go by name: {@code routes} of a service port. */
final class RoutesTest {
  @TempDir private Path folder;

  @Test
  void routesLeadToServicePorts() {
    Loaded loaded =
        load(
            "{names: [A.example, '*.b.example'], alpn: [h2], service: web, port: https},"
                + " {names: ['*'], service: shop/only}");

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.configuration().services().getFirst().ports().getFirst().traffic().routes())
        .containsExactly(
            new Route(
                List.of("a.example", "*.b.example"),
                List.of("h2"),
                new ServicePortName(new ServiceName("default", "web"), "https", Protocol.TCP)),
            new Route(
                List.of("*"),
                List.of(),
                new ServicePortName(new ServiceName("shop", "only"), "", Protocol.TCP)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {names: [a], service: missing}                     | 7:9 route-target
          {names: [a], service: shop/web, port: https}       | 7:9 route-target
          {names: [a], service: web}                         | 7:9 route-target
          {names: [a], service: web, port: http}             | 7:9 route-target
          {names: [a], service: edge, port: tls}             | 7:9 route-loop
          {names: [a], service: edge, port: other}           | 7:9 route-chain
          {names: [a], service: A}                           | 7:32 route-service
          {names: [a], service: a/b/c}                       | 7:32 route-service
          {names: [a]}                                       | 7:10 required
          {service: web, port: https}                        | 7:10 required
          {names: [], service: web, port: https}             | 7:18 required
          {names: ['a b'], service: web, port: https}        | 7:19 route-name
          {names: ['a.*'], service: web, port: https}        | 7:19 route-name
          {names: ['*.'], service: web, port: https}         | 7:19 route-name
          {names: [a.], service: web, port: https}           | 7:19 route-name
          {names: [a, A], service: web, port: https}         | 7:22 route-duplicate
          {names: [a], servce: web, service: shop/only}      | 7:23 unknown-key
          """)
  void mistakeIsAnErrorWhereItStands(String route, String expected) {
    assertThat(load(route).errors()).containsExactly(expected);
  }

  @Test
  void sameNameMayHaveOtherProtocols() {
    String route = "{names: [a], alpn: [%s], service: shop/only}, ";

    assertThat(load(route.formatted("h2") + route.formatted("http/1.1")).problems()).isEmpty();
    assertThat(load(route.formatted("h2, x") + route.formatted("y, x")).errors())
        .hasSize(1)
        .allMatch(each -> each.endsWith(" route-duplicate"));
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThat(load("{names: [a], service: web}").result().problems().getFirst().message())
        .isEqualTo("the ports of service default/web have names; say which: https");
    assertThat(load("{names: [a], service: web, port: x}").result().problems().getFirst())
        .extracting(each -> each.path() + ": " + each.message())
        .isEqualTo(
            "services[0].ports[0].routes: service default/web has no TCP port x; it has https");
  }

  @Test
  void routesNeedTcpAndTheBytesAsTheyAre() {
    String udp = text("{names: [a], service: shop/only}").replace("443,\n", "443, X,\n");

    assertThat(Loaded.text(folder, udp.replace("X", "protocol: UDP")).errors())
        .containsExactly("7:9 routes-protocol");
    assertThat(
            Loaded.text(
                    folder,
                    udp.replace(
                        "X",
                        "tls: {termination: {certificates: [{certificate: a, privateKey: b}]}}"))
                .errors())
        .containsExactly("7:9 routes-termination");
  }

  private Loaded load(String routes) {
    return Loaded.text(folder, text(routes));
  }

  private static String text(String routes) {
    return """
    services:
    - name: edge
      vips: [127.0.0.1]
      ports:
      - {name: tls, port: 443,
         routes:
            [%s]}
      - {name: other, port: 444, routes: [{names: ['*'], service: shop/only}]}
    - name: web
      vips: [127.0.0.2]
      ports: [{name: https, port: 443}, {name: http, port: 443, protocol: UDP}]
      endpoints: [127.0.0.9]
    - name: only
      namespace: shop
      vips: [127.0.0.3]
      ports: [{port: 443}]
      endpoints: [127.0.0.9]
    """
        .formatted(routes);
  }
}
