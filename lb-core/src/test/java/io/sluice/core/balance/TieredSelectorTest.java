package io.sluice.core.balance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.config.model.BalancingPolicy;
import io.sluice.core.endpoint.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TieredSelectorTest {
  private static final BalancingPolicy ROUND_ROBIN = new BalancingPolicy.RoundRobin();
  private static final BalancingPolicy MAGLEV =
      new BalancingPolicy.Maglev(65_537, BalancingPolicy.Maglev.UNBOUNDED);

  private final List<WeightedEndpoint> endpoints = Endpoints.equal(4);

  @Test
  void singleGroupNeedsNoChoice() {
    assertThat(selector(ROUND_ROBIN, group(0, 4, 10_000))).isInstanceOf(RoundRobinSelector.class);
  }

  @Test
  void firstGroupServesAloneWhenItHasTheWhole() {
    Selector selector = selector(ROUND_ROBIN, group(0, 2, 10_000), group(2, 4, 0));
    assertThat(counts(selector, 1_000))
        .containsExactlyInAnyOrderEntriesOf(Map.of(endpoint(0), 500, endpoint(1), 500));
  }

  @Test
  void groupsTakeTurnsEvenlyByTheirShares() {
    Selector selector = selector(ROUND_ROBIN, group(0, 2, 7_000), group(2, 4, 3_000));
    Map<Endpoint, Integer> counts = counts(selector, 1_000);
    assertThat(counts.getOrDefault(endpoint(0), 0) + counts.getOrDefault(endpoint(1), 0))
        .isBetween(698, 702);
    // Among ten in a row, about three go to the second group: no run of one and then the other.
    for (int i = 0; i < 100; i++) {
      Map<Endpoint, Integer> ten = counts(selector, 10);
      assertThat(ten.getOrDefault(endpoint(2), 0) + ten.getOrDefault(endpoint(3), 0))
          .isBetween(2, 4);
    }
  }

  @Test
  void hashedClientStaysInItsGroup() {
    Selector selector = selector(MAGLEV, group(0, 2, 7_000), group(2, 4, 3_000));
    int inSecond = 0;
    for (int client = 0; client < 10_000; client++) {
      Endpoint selected = selector.select(Hashes.ofClient(client));
      assertThat(selector.select(Hashes.ofClient(client))).isSameAs(selected);
      inSecond += selected == endpoint(2) || selected == endpoint(3) ? 1 : 0;
    }
    assertThat(inSecond).isBetween(2_850, 3_150);
  }

  @Test
  void fullGroupIsFollowedByTheNext() {
    Selector selector = selector(ROUND_ROBIN, group(0, 2, 10_000), group(2, 3, 0), group(3, 4, 0));
    TriedEndpoints tried = new TriedEndpoints(requireNonNull(selector.select(0)));
    tried.add(requireNonNull(selector.selectOther(0, tried)));
    assertThat(tried.contains(endpoint(0)) && tried.contains(endpoint(1))).isTrue();
    assertThat(selector.selectOther(0, tried)).isSameAs(endpoint(2));
    tried.add(endpoint(2));
    assertThat(selector.selectOther(0, tried)).isSameAs(endpoint(3));
    tried.add(endpoint(3));
    assertThat(selector.selectOther(0, tried)).isNull();
  }

  @Test
  void afterTheLastGroupComesTheFirst() {
    Selector selector = selector(MAGLEV, group(0, 2, 0), group(2, 4, 10_000));
    TriedEndpoints tried = new TriedEndpoints(endpoint(2));
    tried.add(endpoint(3));
    assertThat(selector.selectOther(7, tried)).isIn(endpoint(0), endpoint(1));
  }

  @Test
  void sharesMustSumToTheWhole() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> selector(ROUND_ROBIN, group(0, 2, 5_000), group(2, 4, 4_000)));
  }

  private Selector selector(BalancingPolicy policy, EndpointGroup... groups) {
    return Selectors.of(
        policy, List.of(groups), new Rotations(), new SplittableRandom(1)::nextLong);
  }

  private EndpointGroup group(int from, int to, int share) {
    return new EndpointGroup(endpoints.subList(from, to), share);
  }

  private Endpoint endpoint(int index) {
    return endpoints.get(index).endpoint();
  }

  private static Map<Endpoint, Integer> counts(Selector selector, int picks) {
    Map<Endpoint, Integer> counts = new HashMap<>();
    for (int i = 0; i < picks; i++) {
      counts.merge(requireNonNull(selector.select(0)), 1, Integer::sum);
    }
    return counts;
  }
}
