package io.sluice.config.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NamedPortsPropertyTest {
  record Port(String name, String protocol, int number) {
    String yaml() {
      return "{name: %s, protocol: %s, containerPort: %d}".formatted(name, protocol, number);
    }
  }

  @Property(tries = 200)
  void everyPodIsReachedAtItsOwnFirstPortOfTheName(
      @ForAll("pods") List<List<Port>> pods, @ForAll("protocols") String protocol) {
    List<String> manifests = new ArrayList<>();
    manifests.add(Yaml.WEB.replace("port: 80,", "port: 80, protocol: " + protocol + ","));
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < pods.size(); i++) {
      String ip = "10.1.0." + (i + 1);
      String ports = pods.get(i).stream().map(Port::yaml).toList().toString();
      manifests.add(Yaml.pod("p" + i, "labels: {app: web}", ports, Yaml.ready(ip)));
      pods.get(i).stream()
          .filter(port -> port.name().equals("http") && port.protocol().equals(protocol))
          .findFirst()
          .ifPresent(port -> expected.add(ip + ":" + port.number()));
    }
    Reading reading = Reading.of(manifests.toArray(String[]::new));
    assertThat(reading.web()).containsExactlyElementsOf(expected);
  }

  @Provide
  Arbitrary<List<List<Port>>> pods() {
    return Combinators.combine(
            Arbitraries.of("http", "admin"),
            Arbitraries.of("TCP", "UDP"),
            Arbitraries.integers().between(1, 3))
        .as(Port::new)
        .list()
        .ofMaxSize(4)
        .list()
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<String> protocols() {
    return Arbitraries.of("TCP", "UDP");
  }
}
