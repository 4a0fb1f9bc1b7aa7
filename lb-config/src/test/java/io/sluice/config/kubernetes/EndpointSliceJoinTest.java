package io.sluice.config.kubernetes;

import static io.sluice.config.kubernetes.Yaml.WEB;
import static io.sluice.config.kubernetes.Yaml.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.EndpointSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** KUBERNETES 1.1 and 1.3: which endpoints the slices of a service give it. */
class EndpointSliceJoinTest {
  private static final String HTTP_81 = "[{name: http, port: 81}]";

  @ParameterizedTest(name = "1.3 {0} is {1} {2} {3}")
  @CsvSource({
    "'{}', true, true, false",
    "'{ready: false}', false, true, false",
    "'{serving: false}', true, false, false",
    "'{terminating: true}', true, true, true",
    "'{ready: false, serving: true, terminating: true}', false, true, true",
    "'{ready: null, serving: null, terminating: null}', true, true, false",
  })
  void absentConditionsHaveTheirMeaning(
      String conditions, boolean ready, boolean serving, boolean terminating) {
    String endpoint = "[{addresses: [10.1.0.1], conditions: %s}]".formatted(conditions);
    EndpointSpec spec = Reading.of(WEB, slice("web-1", HTTP_81, endpoint)).onlyWebEndpoint();
    assertThat(spec.conditions()).isEqualTo(new Conditions(ready, serving, terminating));
  }

  @ParameterizedTest(name = "1.1 {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "[{name: http, port: 81}]                       | 10.1.0.1:81",
        "[{name: http, port: 81, protocol: TCP}]        | 10.1.0.1:81",
        "[{name: http, port: 81, protocol: UDP}]        | ''",
        "[{name: other, port: 80}]                      | ''",
        "[{port: 80}]                                   | ''",
        "[{name: other, port: 80}, {name: http, port: 9}] | 10.1.0.1:9",
        "[{name: http, port: 81}, {name: http, port: 81, protocol: UDP}] | 10.1.0.1:81",
        "[{name: http}]                                 | ''",
        "[{name: http, port: 0}]                        | ''",
        "[]                                             | ''",
      })
  void portsJoinByNameAndProtocolAndNeverByNumber(String ports, String expected) {
    Reading reading = Reading.of(WEB, slice("web-1", ports, "[{addresses: [10.1.0.1]}]"));
    assertThat(String.join(",", reading.web())).isEqualTo(expected);
    assertThat(reading.errorRules()).isEmpty();
  }

  @ParameterizedTest(name = "1.3 port {0}")
  @CsvSource({"'{port: 8081}'", "'{name: \"\", port: 8081}'", "'{name: null, port: 8081}'"})
  void unnamedServicePortJoinsUnnamedSlicePort(String port) {
    String service = Yaml.service("web", "{clusterIP: 10.0.0.1, ports: [{port: 80}]}");
    String slice = slice("web-1", "[" + port + "]", "[{addresses: [10.1.0.1]}]");
    Reading reading = Reading.of(service, slice);
    assertThat(Reading.endpoints(reading.service("web"), "")).containsExactly("10.1.0.1:8081");
  }

  @Test
  void onlyTheFirstAddressCounts() {
    Reading reading =
        Reading.of(WEB, slice("web-1", HTTP_81, "[{addresses: [10.1.0.2, 10.1.0.1]}]"));
    assertThat(reading.web()).containsExactly("10.1.0.2:81");
  }

  @Test
  void endpointWithoutAddressIsLeftOutWithAWarning() {
    Reading reading =
        Reading.of(WEB, slice("web-1", HTTP_81, "[{addresses: []}, {addresses: [10.1.0.1]}]"));
    assertThat(reading.web()).containsExactly("10.1.0.1:81");
    assertThat(reading.rules()).containsExactly("endpoint-address");
  }

  @Test
  void leadingZerosMeanNothingAndAreToldOf() {
    Reading reading = Reading.of(WEB, slice("web-1", HTTP_81, "[{addresses: [010.001.0.08]}]"));
    assertThat(reading.web()).containsExactly("10.1.0.8:81");
    assertThat(reading.rules()).containsExactly("ip-leading-zeros");
  }

  @Test
  void sameEndpointInTwoSlicesIsOne() {
    Reading reading =
        Reading.of(
            WEB,
            slice("web-1", HTTP_81, "[{addresses: [10.1.0.1]}, {addresses: [10.1.0.2]}]"),
            slice("web-2", HTTP_81, "[{addresses: [10.1.0.2]}, {addresses: [10.1.0.3]}]"));
    assertThat(reading.web()).containsExactly("10.1.0.1:81", "10.1.0.2:81", "10.1.0.3:81");
  }

  @Test
  void sameAddressWithTwoNumbersIsTwoEndpoints() {
    Reading reading =
        Reading.of(
            WEB,
            slice("web-1", HTTP_81, "[{addresses: [10.1.0.1]}]"),
            slice("web-2", "[{name: http, port: 82}]", "[{addresses: [10.1.0.1]}]"));
    assertThat(reading.web()).containsExactly("10.1.0.1:81", "10.1.0.1:82");
  }

  @Test
  void livingEntryWinsOverTerminatingOneWhereverItStands() {
    String living = "[{addresses: [10.1.0.1]}]";
    String leaving = "[{addresses: [10.1.0.1], conditions: {ready: false, terminating: true}}]";
    for (List<String> order : List.of(List.of(living, leaving), List.of(leaving, living))) {
      EndpointSpec spec =
          Reading.of(
                  WEB,
                  slice("web-1", HTTP_81, order.getFirst()),
                  slice("web-2", HTTP_81, order.getLast()))
              .onlyWebEndpoint();
      assertThat(spec.conditions()).isEqualTo(Conditions.READY);
    }
  }

  @Test
  void endpointsOfTheOtherFamilyAreInvisible() {
    String labels = "{kubernetes.io/service-name: web}";
    Reading reading =
        Reading.of(
            WEB,
            slice("web-1", "IPv6", labels, HTTP_81, "[{addresses: ['fd00::1']}]"),
            slice("web-2", "IPv4", labels, HTTP_81, "[{addresses: [10.1.0.1]}]"));
    assertThat(reading.web()).containsExactly("10.1.0.1:81");
  }

  @Test
  void dualStackServiceHasEndpointsOfBothFamilies() {
    String labels = "{kubernetes.io/service-name: web}";
    Reading reading =
        Reading.of(
            Yaml.service(
                "web",
                "{clusterIPs: [10.0.0.1, 'fd00::a'], ipFamilyPolicy: RequireDualStack,"
                    + " ports: [{name: http, port: 80}]}"),
            slice("web-1", "IPv6", labels, HTTP_81, "[{addresses: ['FD00:0::1']}]"),
            slice("web-2", "IPv4", labels, HTTP_81, "[{addresses: [10.1.0.1]}]"));
    assertThat(reading.web()).containsExactly("10.1.0.1:81", "[fd00::1]:81");
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void addressOfAnotherFamilyThanTheSlicesIsAnError() {
    Reading reading = Reading.of(WEB, slice("web-1", HTTP_81, "[{addresses: ['fd00::1']}]"));
    assertThat(reading.errorRules()).containsExactly("address-family");
  }

  @Test
  void sliceOfNamesIsIgnoredWithANote() {
    Reading reading =
        Reading.of(
            WEB,
            slice(
                "web-1",
                "FQDN",
                "{kubernetes.io/service-name: web}",
                HTTP_81,
                "[{addresses: [host.example]}]"));
    assertThat(reading.web()).isEmpty();
    assertThat(reading.rules()).containsExactly("fqdn-slice");
  }

  @Test
  void sliceMarkedHeadlessIsIgnored() {
    String labels = "{kubernetes.io/service-name: web, service.kubernetes.io/headless: ''}";
    Reading reading =
        Reading.of(WEB, slice("web-1", "IPv4", labels, HTTP_81, "[{addresses: [10.1.0.1]}]"));
    assertThat(reading.web()).isEmpty();
  }

  @Test
  void sliceWithoutAServiceIsToldOf() {
    Reading reading =
        Reading.of(WEB, slice("lost", "IPv4", "{}", HTTP_81, "[{addresses: [10.1.0.1]}]"));
    assertThat(reading.web()).isEmpty();
    assertThat(reading.rules()).contains("slice-service-name");
  }

  @Test
  void sliceBelongsToTheServiceOfItsOwnNamespace() {
    Reading reading =
        Reading.of(
            WEB,
            slice("web-1", HTTP_81, "[{addresses: [10.1.0.1]}]")
                .replace("metadata: {", "metadata: {namespace: other, "));
    assertThat(reading.web()).isEmpty();
  }

  @Test
  void nodeAndZoneOfAnEndpointAreKept() {
    EndpointSpec spec =
        Reading.of(WEB, slice("web-1", HTTP_81, "[{addresses: [10.1.0.1], nodeName: n, zone: z}]"))
            .onlyWebEndpoint();
    assertThat(spec.node()).isEqualTo("n");
    assertThat(spec.zone()).isEqualTo("z");
    assertThat(spec.weight()).isEqualTo(1);
  }

  @Test
  void hintsAreNotedAndNotObeyed() {
    Reading reading =
        Reading.of(
            WEB,
            slice(
                "web-1",
                HTTP_81,
                "[{addresses: [10.1.0.1], hints: {forZones: [{name: a}], forNodes: [{name: n}]}},"
                    + " {addresses: [10.1.0.2], hints: {forZones: [{name: b}]}}]"));
    assertThat(reading.web()).hasSize(2);
    assertThat(reading.rules()).containsExactly("topology");
  }

  @Test
  void misspeltKeyOfAnEndpointIsAWarningWithTheRightOne() {
    Reading reading =
        Reading.of(
            WEB, slice("web-1", HTTP_81, "[{addresses: [10.1.0.1], condition: {ready: false}}]"));
    assertThat(reading.rules()).containsExactly("unknown-key");
    assertThat(reading.problems().getFirst().message()).contains("did you mean conditions?");
  }

  @ParameterizedTest(name = "F49 {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "name-syntax | {addresses: [10.1.0.1], nodeName: \"n\\e[31m\"}",
        "label-value | {addresses: [10.1.0.1], zone: \"z\\n\"}",
      })
  void nodeAndZoneAreNames(String rule, String endpoint) {
    Reading reading = Reading.of(WEB, slice("web-1", HTTP_81, "[" + endpoint + "]"));
    assertThat(reading.errorRules()).containsExactly(rule);
  }
}
