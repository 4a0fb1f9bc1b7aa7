package io.sluice.core.udp;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The session objects of a table by number of place, made when first needed and kept for the next
 * session. One event loop.
 */
final class SessionPool<S extends UdpSession> {
  private static final int FIRST_CAPACITY = 64;

  private final Supplier<S> supplier;
  private UdpSession[] places = new UdpSession[FIRST_CAPACITY];
  private int count;
  private @Nullable UdpSession firstFree;

  SessionPool(Supplier<S> supplier) {
    this.supplier = supplier;
  }

  /** A free place; the one that was given back last, if there is one. */
  S take() {
    UdpSession free = firstFree;
    if (free != null) {
      firstFree = free.queueNext;
      free.queueNext = null;
      return own(free);
    }
    if (count == places.length) {
      places = Arrays.copyOf(places, 2 * count);
    }
    S made = supplier.get();
    made.place = count;
    places[count++] = made;
    return made;
  }

  void giveBack(UdpSession session) {
    session.queueNext = firstFree;
    firstFree = session;
  }

  UdpSession at(int place) {
    return places[place];
  }

  /** Places made so far, in use or free. */
  int count() {
    return count;
  }

  /** A session of this table as what the owner has made it. */
  @SuppressWarnings("unchecked") // every place was made by the supplier
  S own(UdpSession session) {
    return (S) session;
  }
}
