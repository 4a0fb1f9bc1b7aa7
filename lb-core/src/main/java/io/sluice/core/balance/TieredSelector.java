package io.sluice.core.balance;

import io.sluice.core.endpoint.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * First chooses a group, as often as its share says, then an endpoint in it. Once a group has no
 * endpoint left to try, the groups after it follow, and after the last one the first.
 */
final class TieredSelector implements Selector {
  /** How a pick comes to its group. */
  enum Choice {
    /** By the client's hash, so that a client that is hashed stays in its group. */
    BY_HASH,
    /** Evenly in turn. */
    IN_TURN
  }

  private final Selector[] groups;

  // Where each group's part of 2^32 points ends; the groups' parts follow each other.
  private final long[] ends;
  private final Choice choice;
  private final Rotation rotation;

  /**
   * Groups in order.
   *
   * @param selectors one for each group
   */
  TieredSelector(
      List<EndpointGroup> groups, List<Selector> selectors, Choice choice, Rotation rotation) {
    this.groups = selectors.toArray(Selector[]::new);
    this.ends = new long[this.groups.length];
    this.choice = choice;
    this.rotation = rotation;
    long shares = 0;
    for (int i = 0; i < ends.length; i++) {
      shares += groups.get(i).share();
      ends[i] = (shares << Integer.SIZE) / EndpointGroup.WHOLE;
    }
    if (shares != EndpointGroup.WHOLE) {
      throw new IllegalArgumentException(
          "shares of groups sum to " + shares + ", not to " + EndpointGroup.WHOLE);
    }
  }

  @Override
  public @Nullable Endpoint select(long hash) {
    int point =
        switch (choice) {
          case BY_HASH -> point(hash);
          case IN_TURN -> rotation.nextPoint();
        };
    return groups[groupAt(point)].select(hash);
  }

  @Override
  public @Nullable Endpoint selectOther(long hash, TriedEndpoints tried) {
    if (!tried.isInGroups()) {
      int point =
          switch (choice) {
            case BY_HASH -> point(hash);
            case IN_TURN -> rotation.nextPointForRetry();
          };
      tried.enterGroup(groupAt(point));
    }
    while (tried.groupsLeft() < groups.length) {
      Endpoint other = groups[tried.group()].selectOther(hash, tried);
      if (other != null) {
        return other;
      }
      tried.leaveGroup(groups.length);
    }
    return null;
  }

  @Override
  public boolean isLearning() {
    return groups[0].isLearning();
  }

  @Override
  public void onLatency(Endpoint endpoint, long nanos) {
    // Groups differ in their endpoints only: what one would learn, all would.
    groups[0].onLatency(endpoint, nanos);
  }

  /** The hash's lower bits: the upper ones choose within the group. */
  private static int point(long hash) {
    return (int) hash;
  }

  private int groupAt(int point) {
    long unsigned = Integer.toUnsignedLong(point);
    int group = 0;
    while (unsigned >= ends[group]) {
      group++;
    }
    return group;
  }
}
