package io.sluice.core.balance;

import io.sluice.core.endpoint.Endpoint;
import java.util.Arrays;

/** The endpoints that one connection has tried in vain; few, so a list. One event loop. */
public final class TriedEndpoints {
  private Endpoint[] tried;
  private int count;

  /** Starts with the first endpoint that failed. */
  public TriedEndpoints(Endpoint first) {
    tried = new Endpoint[] {first, first, first, first};
    count = 1;
  }

  /** Adds one more. */
  public void add(Endpoint endpoint) {
    if (count == tried.length) {
      tried = Arrays.copyOf(tried, 2 * count);
    }
    tried[count++] = endpoint;
  }

  /** Whether the endpoint was tried. */
  public boolean contains(Endpoint endpoint) {
    for (int i = 0; i < count; i++) {
      if (tried[i] == endpoint) {
        return true;
      }
    }
    return false;
  }

  /** Number of endpoints tried. */
  public int count() {
    return count;
  }
}
