package io.sluice.core.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Settings;
import io.sluice.config.model.TrafficDistribution;
import io.sluice.core.balance.EndpointGroup;
import io.sluice.core.balance.WeightedEndpoint;
import io.sluice.core.endpoint.Endpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TiersTest {
  private static final Settings.Place HERE = new Settings.Place("node-1", "zone-a");
  private static final Conditions UNREADY = new Conditions(false, false, false);
  private static final Conditions TERMINATING = new Conditions(false, true, true);

  private final List<EndpointSpec> specs = new ArrayList<>();

  @Test
  void withoutPrioritiesAndPreferenceThereIsOneGroup() {
    add(0, "zone-a", "node-1", Conditions.READY);
    add(0, "zone-b", "node-2", Conditions.READY);
    assertThat(groups(TrafficDistribution.ANY)).containsExactly("10000: 1 2");
  }

  @Test
  void nothingEligibleMakesNoGroup() {
    add(0, null, null, UNREADY);
    assertThat(groups(TrafficDistribution.ANY)).isEmpty();
  }

  @Test
  void lowerPrioritiesStandBy() {
    add(7, null, null, Conditions.READY);
    add(0, null, null, Conditions.READY);
    add(1, null, null, Conditions.READY);
    assertThat(groups(TrafficDistribution.ANY)).containsExactly("10000: 2", "0: 3", "0: 1");
  }

  @Test
  void weakTierSpillsOver() {
    add(0, null, null, Conditions.READY);
    add(0, null, null, UNREADY);
    add(1, null, null, Conditions.READY);
    assertThat(groups(TrafficDistribution.ANY)).containsExactly("7000: 1", "3000: 3");
  }

  /** A rolling update takes endpoints away on purpose; that is no reason to spill over. */
  @Test
  void terminatingEndpointIsNoLoss() {
    add(0, null, null, Conditions.READY);
    add(0, null, null, TERMINATING);
    add(1, null, null, Conditions.READY);
    assertThat(groups(TrafficDistribution.ANY)).containsExactly("10000: 1", "0: 3");
  }

  @Test
  void terminatingEndpointsServeTierByTierWhenNothingIsReady() {
    add(0, null, null, UNREADY);
    add(1, null, null, TERMINATING);
    add(2, null, null, TERMINATING);
    assertThat(groups(TrafficDistribution.ANY)).containsExactly("10000: 2", "0: 3");
  }

  @Test
  void sameZoneComesFirst() {
    add(0, "zone-b", "node-3", Conditions.READY);
    add(0, "zone-a", "node-2", Conditions.READY);
    add(0, "zone-a", "node-1", Conditions.READY);
    add(0, null, null, Conditions.READY);
    assertThat(groups(TrafficDistribution.PREFER_SAME_ZONE))
        .containsExactly("10000: 2 3", "0: 1 4");
  }

  @Test
  void sameNodeComesBeforeSameZone() {
    add(0, "zone-b", "node-3", Conditions.READY);
    add(0, "zone-a", "node-2", Conditions.READY);
    add(0, "zone-a", "node-1", Conditions.READY);
    assertThat(groups(TrafficDistribution.PREFER_SAME_NODE))
        .containsExactly("10000: 3", "0: 2", "0: 1");
  }

  @Test
  void allServeWhenNoneIsNear() {
    add(0, "zone-b", "node-3", Conditions.READY);
    add(0, "zone-a", "node-1", UNREADY);
    assertThat(groups(TrafficDistribution.PREFER_SAME_NODE)).containsExactly("10000: 1");
  }

  @Test
  void priorityComesBeforeNearness() {
    add(1, "zone-a", "node-1", Conditions.READY);
    add(0, "zone-b", "node-2", Conditions.READY);
    assertThat(groups(TrafficDistribution.PREFER_SAME_ZONE)).containsExactly("10000: 2", "0: 1");
  }

  @Test
  void unknownPlaceIsNearNobody() {
    add(0, "", "", Conditions.READY);
    add(0, "zone-a", "node-1", Conditions.READY);
    assertThat(describe(new Tiers(TrafficDistribution.PREFER_SAME_NODE, Settings.Place.UNKNOWN)))
        .containsExactly("10000: 1 2");
  }

  private void add(
      int priority, @Nullable String zone, @Nullable String node, Conditions conditions) {
    IpAddress address = IpAddress.parse("10.0.0." + (specs.size() + 1));
    specs.add(new EndpointSpec(address, 80, 1, zone, node, priority, conditions));
  }

  private List<String> groups(TrafficDistribution distribution) {
    return describe(new Tiers(distribution, HERE));
  }

  /** Share and last numbers of the addresses. */
  private List<String> describe(Tiers tiers) {
    Map<String, Endpoint> live = new HashMap<>();
    specs.forEach(spec -> live.put(spec.hostAndPort(), new Endpoint(spec, /* loops= */ 1)));
    List<String> described = new ArrayList<>();
    for (EndpointGroup group : tiers.groups(specs, Eligibility.of(specs), live)) {
      StringBuilder text = new StringBuilder(group.share() + ":");
      for (WeightedEndpoint weighted : group.endpoints()) {
        String address = weighted.endpoint().host();
        text.append(' ').append(address.substring(address.lastIndexOf('.') + 1));
      }
      described.add(text.toString());
    }
    return described;
  }
}
