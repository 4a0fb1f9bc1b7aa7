package io.sluice.config.model;

/**
 * Which endpoints come first, seen from where this instance runs; the others are used when none of
 * those can be. Kubernetes' {@code trafficDistribution}.
 */
public enum TrafficDistribution {
  /** All are equal. */
  ANY("Any"),
  /** Those in this instance's zone. */
  PREFER_SAME_ZONE("PreferSameZone"),
  /** Those on this instance's node, then those in its zone. */
  PREFER_SAME_NODE("PreferSameNode");

  private final String label;

  TrafficDistribution(String label) {
    this.label = label;
  }

  /** The word in the configuration. */
  public String label() {
    return label;
  }
}
