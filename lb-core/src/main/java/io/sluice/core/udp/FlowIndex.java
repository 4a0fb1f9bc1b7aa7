package io.sluice.core.udp;

import org.jspecify.annotations.Nullable;

/** Finds the session of a flow. One event loop. */
final class FlowIndex {
  /*
   * Open addressing with linear probing over longs, at most half full. A cell holds the upper half
   * of the flow's hash and, from 1, the number of the place; 0 is an empty cell. The halves are
   * compared before a session is touched, so a miss reads no session but once in four billion.
   * Removal shifts the cells behind the gap back (Knuth, volume 3, 6.4, algorithm R): there are no
   * tombstones, and a flood leaves nothing behind. The array grows by doubling with the sessions
   * and never shrinks; the table's bound is its bound.
   */
  private static final int FIRST_CAPACITY = 128;
  private static final long HASH_MASK = 0xffff_ffff_0000_0000L;

  private final SessionPool<?> pool;
  private long[] cells = new long[FIRST_CAPACITY];
  private int size;

  FlowIndex(SessionPool<?> pool) {
    this.pool = pool;
  }

  @Nullable UdpSession find(long hash, FlowKey flow) {
    long[] array = cells;
    int mask = array.length - 1;
    for (int i = home(hash, mask); ; i = (i + 1) & mask) {
      long cell = array[i];
      if (cell == 0) {
        return null;
      }
      if (((cell ^ hash) & HASH_MASK) == 0) {
        UdpSession session = pool.at((int) cell - 1);
        if (session.flow.isSameAs(flow)) {
          return session;
        }
      }
    }
  }

  /** Adds a session whose flow is not there yet. */
  void add(UdpSession session) {
    if (2 * ++size > cells.length) {
      grow();
    }
    insert(cells, (session.hash & HASH_MASK) | (session.place + 1L));
  }

  void remove(UdpSession session) {
    int mask = cells.length - 1;
    int gap = home(session.hash, mask);
    while ((int) cells[gap] != session.place + 1) {
      assert cells[gap] != 0 : "session " + session.place + " is not in the index";
      gap = (gap + 1) & mask;
    }
    for (int i = (gap + 1) & mask; cells[i] != 0; i = (i + 1) & mask) {
      // The cell may move into the gap unless its home lies behind the gap.
      int fromHome = (i - home(cells[i], mask)) & mask;
      if (fromHome >= ((i - gap) & mask)) {
        cells[gap] = cells[i];
        gap = i;
      }
    }
    cells[gap] = 0;
    size--;
  }

  int size() {
    return size;
  }

  private void grow() {
    long[] grown = new long[2 * cells.length];
    for (long cell : cells) {
      if (cell != 0) {
        insert(grown, cell);
      }
    }
    cells = grown;
  }

  private static void insert(long[] cells, long cell) {
    int mask = cells.length - 1;
    int i = home(cell, mask);
    while (cells[i] != 0) {
      i = (i + 1) & mask;
    }
    cells[i] = cell;
  }

  private static int home(long hash, int mask) {
    return (int) (hash >>> Integer.SIZE) & mask;
  }
}
