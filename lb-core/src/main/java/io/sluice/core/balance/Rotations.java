package io.sluice.core.balance;

import java.util.ArrayList;
import java.util.List;

/**
 * What the selectors of a service port remember from one to the next. Control thread only; the
 * rotations in it belong to every event loop.
 */
public final class Rotations {
  private final Rotation amongGroups = new Rotation();
  private final List<Rotation> byGroup = new ArrayList<>();

  /** Everything begins. */
  public Rotations() {}

  /** That of the choice between groups. */
  Rotation amongGroups() {
    return amongGroups;
  }

  /** That of a group, by its place among the groups. */
  Rotation ofGroup(int group) {
    while (byGroup.size() <= group) {
      byGroup.add(new Rotation());
    }
    return byGroup.get(group);
  }
}
