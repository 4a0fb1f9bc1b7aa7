package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.EndpointSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F50: one address has one spelling, and what only looks like one is refused. */
final class AddressTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "F50 VIP {0} is {1}")
  @CsvSource({
    "10.0.0.1, 10.0.0.1",
    "::ffff:1.2.3.4, 1.2.3.4",
    "::FFFF:102:304, 1.2.3.4",
    "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
    "FE80::0:1%1, fe80::1%1",
    "0.0.0.0, 0.0.0.0",
    "::, '::'"
  })
  void vipIsCanonical(String written, String canonical) {
    Loaded loaded = load("'" + written + "'", "127.0.0.2, '::2'");

    assertThat(loaded.service().vips()).hasToString("[" + canonical + "]");
  }

  @ParameterizedTest(name = "F50 VIP {0}: {1}")
  @CsvSource({
    "'[::1]:80', ip-address",
    "10.0.0.1:80, ip-address",
    "01.2.3.4, ip-address",
    "1.2.3.08, ip-address",
    "1.2.3, ip-address",
    "1.2.3.4.5, ip-address",
    "256.1.1.1, ip-address",
    "2130706433, ip-address",
    "0x7f.1, ip-address",
    "10.0.0.0/8, ip-address",
    "::1::, ip-address",
    "'1.2.3.4 ', ip-address",
    "fe80::1%nowhere, ip-address",
    "１.2.3.4, ip-address",
    "localhost, ip-address",
    "224.0.0.1, vip-address",
    "ff02::1, vip-address",
    "255.255.255.255, vip-address",
    "fe80::1, vip-address"
  })
  void notAVip(String written, String rule) {
    Loaded loaded = load("'" + written + "'", "127.0.0.2");

    assertThat(loaded.problems()).containsExactly("3:12 " + rule);
  }

  @ParameterizedTest(name = "F50 endpoint {0}: {1}")
  @CsvSource({
    "0.0.0.0, endpoint-address",
    "'::', endpoint-address",
    "224.0.0.1:80, endpoint-address",
    "255.255.255.255, endpoint-address",
    "fe80::1, endpoint-address",
    "1.2.3, ip-address",
    "01.2.3.4:80, ip-address",
    "host.example:8080, host-name",
    "localhost, host-name",
    "127.0.0.1:80, endpoint-loop",
    "127.0.0.1:9900, endpoint-loop",
    "10.0.0.1:0, port-range",
    "10.0.0.1:65536, port-range",
    "'10.0.0.1:', port-range",
    "'[::1]:http', port-range",
    "'[::1]80', ip-address",
    "10.0.0.1 weight, endpoint-syntax",
    "10.0.0.1 size=1, endpoint-syntax",
    "10.0.0.1 zone=a zone=b, endpoint-syntax",
    "10.0.0.1 weight=x, integer-range",
    "10.0.0.1 priority=128, integer-range"
  })
  void notAnEndpoint(String written, String rule) {
    Loaded loaded = load("127.0.0.1", "'" + written + "'");

    assertThat(loaded.problems()).hasSize(1).allMatch(each -> each.endsWith(" " + rule));
    assertThat(loaded.problems().getFirst()).startsWith("5:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[::1]:81", "::1 weight=1", "[::1]", "{address: '::1', weight: 1}"})
  void ipv6EndpointIsRead(String written) {
    String item = written.startsWith("{") ? written : "'" + written + "'";
    Loaded loaded = load("::1", item);

    EndpointSpec endpoint = loaded.service().ports().getFirst().endpoints().getFirst();
    assertThat(endpoint.address().host()).isEqualTo("::1");
    assertThat(endpoint.port()).isEqualTo(81);
  }

  @Test
  void sameAddressInTwoSpellingsIsADuplicate() {
    assertThat(load("1.2.3.4, '::ffff:1.2.3.4'", "127.0.0.2").problems())
        .containsExactly("3:21 vip-duplicate");
    assertThat(load("127.0.0.1", "1.2.3.4, '::ffff:1.2.3.4 weight=2'").problems())
        .containsExactly("5:26 endpoint-duplicate");
  }

  @Test
  void bothFormsOfAnEndpointMeanTheSame() {
    String shortForm = "10.0.0.1:82 weight=2 zone=a node=n1 priority=0";
    String mapping = "{address: 10.0.0.1, ports: {}, weight: 2, zone: a, node: n1, priority: 0}";

    EndpointSpec byText = endpoints(load("127.0.0.1", shortForm)).getFirst();
    EndpointSpec byMapping =
        endpoints(load("127.0.0.1", mapping.replace("10.0.0.1", "10.0.0.1:82"))).getFirst();

    assertThat(byText).isEqualTo(byMapping);
    assertThat(byText.weight()).isEqualTo(2);
    assertThat(byText.port()).isEqualTo(82);
  }

  @Test
  void endpointsAreSorted() {
    List<EndpointSpec> endpoints = endpoints(load("127.0.0.1", "10.0.0.2, 10.0.0.1, 10.0.0.1:80"));

    assertThat(endpoints)
        .extracting(EndpointSpec::hostAndPort)
        .containsExactly("10.0.0.1:80", "10.0.0.1:81", "10.0.0.2:81");
  }

  private static List<EndpointSpec> endpoints(Loaded loaded) {
    return loaded.service().ports().getFirst().endpoints();
  }

  private Loaded load(String vips, String endpoints) {
    return Loaded.text(
        folder,
        """
        services:
          - name: web
            vips: [%s]
            ports: [{port: 80, targetPort: 81}]
            endpoints: [%s]
        """
            .formatted(
                vips.contains("::1") && !vips.contains("'") ? "'" + vips + "'" : vips, endpoints));
  }
}
