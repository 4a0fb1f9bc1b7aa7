package io.sluice.config.model;

import java.util.List;

/**
 * Which clients are let in, by effective address. A denied client is refused though it is allowed.
 *
 * @param allowed empty: everybody
 * @param denied empty: nobody
 */
public record SourceRanges(List<IpRange> allowed, List<IpRange> denied) {
  /** Everybody is let in. */
  public static final SourceRanges ALL = new SourceRanges(List.of(), List.of());

  public SourceRanges {
    allowed = List.copyOf(allowed);
    denied = List.copyOf(denied);
  }
}
