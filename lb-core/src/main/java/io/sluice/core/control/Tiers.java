package io.sluice.core.control;

import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.Settings;
import io.sluice.config.model.TrafficDistribution;
import io.sluice.core.balance.EndpointGroup;
import io.sluice.core.balance.WeightedEndpoint;
import io.sluice.core.endpoint.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sorts eligible endpoints into the groups that are used one before the other: by priority, and
 * within a tier by how near they are.
 */
final class Tiers {
  private final TrafficDistribution distribution;
  private final Settings.Place place;

  /** Sorts as seen from a place. */
  Tiers(TrafficDistribution distribution, Settings.Place place) {
    this.distribution = distribution;
    this.place = place;
  }

  /**
   * The groups in order, each tier's share with its nearest group.
   *
   * @param specs every endpoint of the service port and family
   * @param eligible those of them that may get new connections
   * @param live the running endpoints by address and port
   */
  List<EndpointGroup> groups(
      List<EndpointSpec> specs, List<EndpointSpec> eligible, Map<String, Endpoint> live) {
    if (eligible.isEmpty()) {
      return List.of();
    }
    Map<Integer, Tier> tiers = new TreeMap<>();
    for (EndpointSpec spec : Eligibility.expected(specs, eligible)) {
      tierOf(spec, tiers).total += spec.weight();
    }
    for (EndpointSpec spec : eligible) {
      Endpoint endpoint = live.get(spec.hostAndPort());
      assert endpoint != null : "every endpoint of the port was looked up before";
      tierOf(spec, tiers).add(new WeightedEndpoint(endpoint, spec.weight()), distance(spec));
    }
    return withShares(List.copyOf(tiers.values()));
  }

  private static Tier tierOf(EndpointSpec spec, Map<Integer, Tier> tiers) {
    return tiers.computeIfAbsent(spec.priority(), _ -> new Tier());
  }

  private static List<EndpointGroup> withShares(List<Tier> tiers) {
    int[] shares =
        SpillOver.shares(
            tiers.stream().mapToLong(tier -> tier.usable).toArray(),
            tiers.stream().mapToLong(tier -> tier.total).toArray());
    List<EndpointGroup> groups = new ArrayList<>();
    for (int i = 0; i < shares.length; i++) {
      int share = shares[i];
      for (List<WeightedEndpoint> equallyNear : tiers.get(i).byDistance.values()) {
        groups.add(new EndpointGroup(equallyNear, share));
        share = 0; // for those farther away, which help out only
      }
    }
    return groups;
  }

  /** From 0, the nearest; without a preference all are equally near. */
  private int distance(EndpointSpec spec) {
    return switch (distribution) {
      case ANY -> 0;
      case PREFER_SAME_ZONE -> isInZone(spec) ? 0 : 1;
      case PREFER_SAME_NODE -> isOnNode(spec) ? 0 : isInZone(spec) ? 1 : 2;
    };
  }

  private boolean isOnNode(EndpointSpec spec) {
    return !place.node().isEmpty() && place.node().equals(spec.node());
  }

  private boolean isInZone(EndpointSpec spec) {
    return !place.zone().isEmpty() && place.zone().equals(spec.zone());
  }

  /** The endpoints of one priority. */
  private static final class Tier {
    private final Map<Integer, List<WeightedEndpoint>> byDistance = new TreeMap<>();
    private long usable;
    private long total;

    void add(WeightedEndpoint endpoint, int distance) {
      byDistance.computeIfAbsent(distance, _ -> new ArrayList<>()).add(endpoint);
      usable += endpoint.weight();
    }
  }
}
