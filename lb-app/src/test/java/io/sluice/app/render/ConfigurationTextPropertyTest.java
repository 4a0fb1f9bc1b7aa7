package io.sluice.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.kubernetes.ManifestReader;
import io.sluice.config.kubernetes.ServiceManifests;
import io.sluice.config.model.Conditions;
import io.sluice.config.model.Configuration;
import io.sluice.config.model.ConnectionSettings;
import io.sluice.config.model.EndpointAddress;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.Inventory;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Manifest;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.SessionAffinity;
import io.sluice.config.model.Settings;
import io.sluice.config.model.TargetPort;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.problem.Problem;
import io.sluice.config.problem.Problems;
import io.sluice.config.schema.NativeConfiguration;
import io.sluice.config.schema.NativeReader;
import io.sluice.config.schema.PortSettings;
import io.sluice.config.validate.LocatedService;
import io.sluice.config.yaml.YamlParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every service that a native document can say comes back from one. */
final class ConfigurationTextPropertyTest {
  private static final Comparator<EndpointSpec> SORTED =
      Comparator.comparing(EndpointSpec::address, EndpointAddress.ORDER);

  /** An endpoint before its ports: each gets the base number plus the port's index. */
  private record Item(int host, int basePort, int weight, String zone, int priority) {}

  @Property(tries = 300)
  void nativeServiceComesBack(@ForAll("services") Service service) {
    Configuration configuration =
        new Configuration(Settings.DEFAULT, List.of(service), Inventory.EMPTY);
    Problems problems = new Problems();
    NativeReader reader = new NativeReader(problems, Map.of());
    String text = ConfigurationText.of(configuration);
    YamlParser.parse("rendered", text, problems).forEach(reader::read);
    NativeConfiguration read = reader.finish();
    assertThat(problems.sorted()).as(text).noneMatch(Problem::isError);
    assertThat(text).doesNotContain("kind: ");
    assertThat(read.services())
        .as(text)
        .extracting(LocatedService::service)
        .containsExactly(service);
  }

  @Property(tries = 300)
  void annotatedServiceComesBack(@ForAll long seed) {
    RandomTraffic random = new RandomTraffic(seed);
    Service service = service(List.of(), 1, false, Map.of(), 7, random, random.affinity());
    ServicePort port = service.ports().getFirst();
    Manifest manifest = ServiceManifests.inventoryOf(List.of(service)).services().getFirst();
    String text = Yaml.text(AnnotatedManifest.of(manifest, service));
    Problems problems = new Problems();
    ManifestReader reader = new ManifestReader(problems, PortSettings.DEFAULT);
    YamlParser.parse("rendered", text, problems).forEach(reader::read);
    List<Service> read = reader.finish().services();
    assertThat(problems.sorted()).as(text).noneMatch(Problem::isError);
    assertThat(read.getFirst().ports().getFirst().traffic()).as(text).isEqualTo(port.traffic());
    assertThat(read.getFirst().ports().getFirst().settings()).isEqualTo(port.settings());
  }

  @Provide
  Arbitrary<Service> services() {
    Arbitrary<Item> item =
        Combinators.combine(
                Arbitraries.integers().between(1, 4),
                Arbitraries.integers().between(1, 60_000),
                Arbitraries.integers().between(0, 3),
                Arbitraries.of("", "a", "1", "true", "0x1"),
                Arbitraries.of(0, 0, 1, 127))
            .as(Item::new);
    return Combinators.combine(
            item.list().ofMaxSize(6).uniqueElements(Item::basePort),
            Arbitraries.integers().between(1, 3),
            Arbitraries.of(true, false),
            Arbitraries.maps(
                    Arbitraries.of("app", "example.com/x"), Arbitraries.of("", "yes", "1.0"))
                .ofMaxSize(2),
            Arbitraries.integers().between(1, 100_000),
            Arbitraries.longs())
        .as(
            (items, portCount, isNamedTarget, labels, idleMillis, seed) -> {
              RandomTraffic random = new RandomTraffic(seed);
              SessionAffinity affinity = random.affinity();
              return service(items, portCount, isNamedTarget, labels, idleMillis, random, affinity);
            });
  }

  private static Service service(
      List<Item> items,
      int portCount,
      boolean isNamedTarget,
      Map<String, String> labels,
      int idleMillis,
      RandomTraffic random,
      SessionAffinity affinity) {
    ConnectionSettings usual = ConnectionSettings.DEFAULT;
    TrafficSettings shared = random.traffic(Protocol.TCP);
    List<ServicePort> ports = new ArrayList<>();
    for (int i = 0; i < portCount; i++) {
      int index = i;
      Protocol protocol = i == 1 ? Protocol.UDP : Protocol.TCP;
      List<EndpointSpec> endpoints =
          items.stream().map(item -> endpoint(item, index)).sorted(SORTED).toList();
      ports.add(
          new ServicePort(
              portCount == 1 ? "" : "port-" + i,
              protocol,
              8080 + i,
              isNamedTarget ? new TargetPort.Named("target-" + i) : new TargetPort.Numbered(80 + i),
              new ConnectionSettings(
                  usual.connectTimeout(),
                  Duration.ofMillis(idleMillis),
                  usual.halfClosedTimeout(),
                  usual.udpIdleTimeout(),
                  i),
              (i == 1 ? random.traffic(protocol) : shared).with(affinity),
              endpoints));
    }
    return new Service(
        new ServiceName("default", "web"),
        new TreeMap<>(labels),
        List.of(IpAddress.parse("10.0.0.1"), IpAddress.parse("fd00::1")),
        ports);
  }

  private static EndpointSpec endpoint(Item item, int index) {
    return new EndpointSpec(
        IpAddress.parse("10.1.0." + item.host()),
        item.basePort() + index,
        item.weight(),
        item.zone().isEmpty() ? null : item.zone(),
        null,
        item.priority(),
        Conditions.READY);
  }
}
