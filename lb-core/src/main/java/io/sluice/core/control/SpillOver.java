package io.sluice.core.control;

import io.sluice.core.balance.EndpointGroup;

/**
 * How new connections are shared out over priority tiers of which some have lost endpoints. A tier
 * is thought to have room for more than its share, so it keeps all as long as 1 / 1.4 of its weight
 * is usable; below that it hands on what it cannot carry. The rule, and the 1.4, are those of
 * Envoy's priority levels.
 */
final class SpillOver {
  /** What a tier is taken to carry, in percent of its usable part. */
  private static final int OVER_PROVISIONING_PERCENT = 140;

  private SpillOver() {}

  /**
   * Each tier's share, out of {@link EndpointGroup#WHOLE}.
   *
   * @param usable weight of the usable endpoints of each tier, from the first; at least one has any
   * @param total weight of all endpoints that the tier counts on
   */
  static int[] shares(long[] usable, long[] total) {
    int[] capacity = new int[usable.length];
    int capacities = 0;
    for (int i = 0; i < usable.length; i++) {
      capacity[i] = capacity(usable[i], total[i]);
      capacities += capacity[i];
    }
    if (capacities == 0) {
      throw new IllegalArgumentException("no tier has a usable endpoint");
    }
    // Together they may carry more than there is, which the last ones then need not, or less, and
    // then each takes more than it should in the same proportion.
    int scale = Math.min(capacities, EndpointGroup.WHOLE);
    int[] shares = new int[usable.length];
    int left = EndpointGroup.WHOLE;
    int first = -1;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Math.min(left, (int) ((long) capacity[i] * EndpointGroup.WHOLE / scale));
      left -= shares[i];
      first = first < 0 && capacity[i] > 0 ? i : first;
    }
    shares[first] += left; // what rounding down has left over
    return shares;
  }

  /** At least 1 when anything is usable, so that no tier is taken for dead. */
  private static int capacity(long usable, long total) {
    if (usable == 0) {
      return 0;
    }
    long capacity = EndpointGroup.WHOLE * usable * OVER_PROVISIONING_PERCENT / (100 * total);
    return Math.clamp(capacity, 1, EndpointGroup.WHOLE);
  }
}
