package io.sluice.core.balance;

import java.util.List;

/**
 * Endpoints that are chosen among before others are looked at: a priority tier's, or those of a
 * tier that are equally near.
 *
 * @param endpoints at least one
 * @param share new connections that go here first, out of {@link #WHOLE}; 0 for a group that only
 *     helps out when others are full or cannot be connected to
 */
public record EndpointGroup(List<WeightedEndpoint> endpoints, int share) {
  /** All new connections: the shares of all groups together. */
  public static final int WHOLE = 10_000;

  public EndpointGroup {
    endpoints = List.copyOf(endpoints);
  }
}
