package io.sluice.core.metrics;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counters of which each event loop has its own copy, so that counting needs no atomic instruction.
 *
 * <p>A cell is written by its event loop only; {@link #sum} may be called by any thread and sees
 * each cell at some recent moment.
 */
public final class CounterTable {
  /*
   * One row a loop. Rows are padded to whole cache lines with one line between them, so that two
   * loops never write the same line. Opaque access keeps a cell's writes in order and visible
   * without a fence: the single writer reads its own cell plainly.
   */
  private static final int LONGS_PER_LINE = 8;

  private final int stride;
  private final int loops;
  private final AtomicLongArray cells;

  /** A table of zeros. */
  public CounterTable(int counters, int loops) {
    this.stride = (counters + 2 * LONGS_PER_LINE - 1) / LONGS_PER_LINE * LONGS_PER_LINE;
    this.loops = loops;
    this.cells = new AtomicLongArray(stride * loops);
  }

  /** Adds to a counter; on that loop's thread only. */
  public void add(int loop, int counter, long amount) {
    int cell = loop * stride + counter;
    cells.setOpaque(cell, cells.getPlain(cell) + amount);
  }

  /** A counter's value over all loops. */
  public long sum(int counter) {
    long sum = 0;
    for (int loop = 0; loop < loops; loop++) {
      sum += cells.getOpaque(loop * stride + counter);
    }
    return sum;
  }
}
