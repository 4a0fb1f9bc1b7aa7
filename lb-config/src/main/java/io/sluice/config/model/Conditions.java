package io.sluice.config.model;

/**
 * What the source says of an endpoint, with the null rules of EndpointSlice already applied.
 *
 * @param ready may get new connections
 * @param serving answers, whether or not it is on its way out
 * @param terminating is on its way out
 */
public record Conditions(boolean ready, boolean serving, boolean terminating) {
  /** An endpoint of which nothing else was said. */
  public static final Conditions READY = new Conditions(true, true, false);
}
