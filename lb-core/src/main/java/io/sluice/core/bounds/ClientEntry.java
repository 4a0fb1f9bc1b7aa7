package io.sluice.core.bounds;

import java.io.Serial;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a {@link ClientTable} remembers of a client: a target that never changes, and a number that
 * does. The number is the entry itself, so that an entry is one object.
 */
public final class ClientEntry<T> extends AtomicLong {
  @Serial private static final long serialVersionUID = 1L;

  private final long high;
  private final long low;
  private final transient T target;

  ClientEntry(long high, long low, T target, long number) {
    super(number);
    this.high = high;
    this.low = low;
    this.target = target;
  }

  /** What the client was given. */
  public T target() {
    return target;
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  boolean isOf(long otherHigh, long otherLow) {
    return low == otherLow && high == otherHigh;
  }
}
