package io.sluice.core.balance;

import io.sluice.core.endpoint.Endpoint;

/** Which of two endpoints is better off right now. */
interface Preference {
  /** Whether the other is strictly better than the first; neither is where they are equal. */
  boolean prefersOther(Endpoint first, int firstWeight, Endpoint other, int otherWeight);
}
