package io.sluice.core.balance;

import io.sluice.core.endpoint.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that one connection has tried in vain, and how far a selector has come in its
 * search for another. One event loop.
 */
public final class TriedEndpoints {
  /*
   * A hash set of identities with linear probing, at most half full. It has to be fast where
   * thousands of endpoints are full: then one connection asks for another and another. For the same
   * reason a search goes on where it stopped, so that all searches together pass each place once.
   */
  private static final int FIRST_CAPACITY = 8;
  private static final int NO_GROUP = -1;

  private @Nullable Endpoint[] table = new @Nullable Endpoint[FIRST_CAPACITY];
  private int count;

  // The ring that is being searched, and what is left of it.
  private @Nullable Ring ring;
  private int place;
  private int placesLeft;

  // The group that is being searched, where there are groups, and how many were left behind.
  private int group = NO_GROUP;
  private int groupsLeft;

  /** Starts with the first endpoint that failed. */
  public TriedEndpoints(Endpoint first) {
    add(first);
  }

  /** Adds one more. */
  public void add(Endpoint endpoint) {
    if (2 * (count + 1) > table.length) {
      @Nullable Endpoint[] old = table;
      table = new @Nullable Endpoint[2 * old.length];
      for (Endpoint known : old) {
        if (known != null) {
          table[slotOf(known)] = known;
        }
      }
    }
    int slot = slotOf(endpoint);
    if (table[slot] == null) {
      table[slot] = endpoint;
      count++;
    }
  }

  /** Whether the endpoint was tried. */
  public boolean contains(Endpoint endpoint) {
    return table[slotOf(endpoint)] != null;
  }

  /** Number of endpoints tried. */
  public int count() {
    return count;
  }

  /** The next endpoint of a ring that was not tried, or null once none is left. */
  @Nullable Endpoint nextUntried(Ring searched, int start) {
    if (ring != searched) {
      ring = searched;
      place = start;
      placesLeft = searched.length();
    }
    while (placesLeft > 0) {
      Endpoint candidate = searched.at(place);
      if (!contains(candidate)) {
        return candidate;
      }
      place = searched.after(place);
      placesLeft--;
    }
    return null;
  }

  /** Whether the search goes from group to group. */
  boolean isInGroups() {
    return group != NO_GROUP;
  }

  /** Begins to search groups. */
  void enterGroup(int first) {
    group = first;
  }

  /** The group that is being searched. */
  int group() {
    return group;
  }

  /** Goes on to the next one of so many groups. */
  void leaveGroup(int groups) {
    group = group + 1 == groups ? 0 : group + 1;
    groupsLeft++;
  }

  /** Number of groups that were left: nothing was left in them. */
  int groupsLeft() {
    return groupsLeft;
  }

  /** Where the endpoint is, or would be. */
  private int slotOf(Endpoint endpoint) {
    int mask = table.length - 1;
    int slot = System.identityHashCode(endpoint) & mask;
    while (table[slot] != null && table[slot] != endpoint) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
