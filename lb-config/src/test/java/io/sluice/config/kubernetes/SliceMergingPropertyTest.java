package io.sluice.config.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Protocol;
import io.sluice.config.problem.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SliceMergingPropertyTest {
  private static final Set<IpFamily> IPV4 = EnumSet.of(IpFamily.IPV4);

  @Property
  void documentOrderDoesNotMatter(
      @ForAll("slices") List<EndpointSliceManifest> slices, @ForAll Random random) {
    List<EndpointSliceManifest> shuffled = new ArrayList<>(slices);
    Collections.shuffle(shuffled, random);
    assertThat(resolve(shuffled)).isEqualTo(resolve(slices));
  }

  @Property
  void everyEndpointOfThePortIsThereOnceAndSorted(
      @ForAll("slices") List<EndpointSliceManifest> slices) {
    Set<String> expected = new TreeSet<>();
    for (EndpointSliceManifest slice : slices) {
      for (SlicePort port : slice.ports()) {
        if (port.name().equals("http") && port.protocol() == Protocol.TCP) {
          slice.endpoints().forEach(e -> expected.add(e.address().withPort(port.number())));
        }
      }
    }
    assertThat(resolve(slices))
        .extracting(EndpointSpec::hostAndPort)
        .containsExactlyElementsOf(expected);
  }

  @Property
  void endpointIsTerminatingOnlyIfEverySliceSaysSo(
      @ForAll("slices") List<EndpointSliceManifest> slices) {
    for (EndpointSpec endpoint : resolve(slices)) {
      boolean isLivingSomewhere =
          slices.stream()
              .filter(
                  slice ->
                      slice.ports().stream()
                          .anyMatch(
                              port ->
                                  port.name().equals("http")
                                      && port.protocol() == Protocol.TCP
                                      && port.number() == endpoint.port()))
              .flatMap(slice -> slice.endpoints().stream())
              .filter(each -> each.address().toString().equals(endpoint.address().host()))
              .anyMatch(each -> !each.conditions().terminating());
      assertThat(endpoint.conditions().terminating()).isEqualTo(!isLivingSomewhere);
    }
  }

  private static List<EndpointSpec> resolve(List<EndpointSliceManifest> slices) {
    return EndpointResolution.endpoints("http", Protocol.TCP, slices, IPV4);
  }

  @Provide
  Arbitrary<List<EndpointSliceManifest>> slices() {
    Arbitrary<SlicePort> ports =
        Combinators.combine(
                Arbitraries.of("http", "other", ""),
                Arbitraries.of(Protocol.TCP, Protocol.UDP),
                Arbitraries.integers().between(80, 82))
            .as((name, protocol, number) -> new SlicePort(name, protocol, number, null));
    Arbitrary<Boolean> flags = Arbitraries.of(true, false);
    Arbitrary<SliceEndpoint> endpoints =
        Combinators.combine(
                Arbitraries.integers().between(1, 5),
                Combinators.combine(flags, flags, flags).as(Conditions::new))
            .as(
                (host, conditions) ->
                    new SliceEndpoint(
                        IpAddress.parse("10.0.0." + host), conditions, null, null, null));
    return Combinators.combine(ports.list().ofMaxSize(3), endpoints.list().ofMaxSize(6))
        .as((slicePorts, sliceEndpoints) -> new Content(slicePorts, sliceEndpoints))
        .list()
        .ofMaxSize(5)
        .map(SliceMergingPropertyTest::named);
  }

  private static List<EndpointSliceManifest> named(List<Content> contents) {
    List<EndpointSliceManifest> slices = new ArrayList<>();
    for (Content content : contents) {
      ObjectMeta metadata =
          new ObjectMeta(
              "default",
              "web-" + slices.size(),
              Map.of(),
              Map.of(),
              null,
              null,
              false,
              Position.of("test"));
      slices.add(
          new EndpointSliceManifest(
              metadata, IpFamily.IPV4, content.ports, content.endpoints, Map::of));
    }
    return slices;
  }

  private record Content(List<SlicePort> ports, List<SliceEndpoint> endpoints) {}
}
