package io.sluice.core.control;

import io.sluice.core.net.DirectMemory;
import io.sluice.core.tcp.ConnectionLimit;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds new connections back while this process has little memory left: live ones must not die of
 * those that come. Control thread only.
 */
public final class OverloadWatch implements AutoCloseable {
  /*
   *             heap after a collection, or direct memory, at ENTER %
   *   NORMAL ───────────────────────────────────────────────────────► OVERLOADED
   *      ▲                                                                 │
   *      └──── both at LEAVE % ── or direct memory did not fall in TRIAL ──┘
   *
   * While nothing is accepted the process may stand still, and without allocation nothing is
   * collected: then the heap's figure would stay what it was. So a collection is asked for, once in
   * a while. Netty's allocator keeps what it has allocated for the next buffers, so direct memory
   * may stay in use though nobody needs it: after TRIAL clients are let in, until the next look at
   * the earliest.
   */
  private static final int HEAP_ENTER_PERCENT = 85;
  private static final int HEAP_LEAVE_PERCENT = 75;
  private static final int DIRECT_ENTER_PERCENT = 85;
  private static final int DIRECT_LEAVE_PERCENT = 70;
  private static final Duration TRIAL = Duration.ofSeconds(2);
  private static final Duration COLLECTION_PAUSE = Duration.ofSeconds(2);

  /** How often to look. */
  public static final Duration PERIOD = Duration.ofMillis(50);

  private static final Logger LOG = LoggerFactory.getLogger(OverloadWatch.class);

  private final ConnectionLimit limit;
  private final HeapUse heapUse = HeapUse.observe();
  private final Pressure heap = new Pressure("heap", HEAP_ENTER_PERCENT, HEAP_LEAVE_PERCENT);
  private final Pressure direct =
      new Pressure("direct", DIRECT_ENTER_PERCENT, DIRECT_LEAVE_PERCENT);
  private boolean isOverloaded;
  private long sinceNanos;
  private long times;

  /** Watches for those that this limit lets in. */
  public OverloadWatch(ConnectionLimit limit) {
    this.limit = limit;
  }

  /** Looks, and acts on what has changed. */
  public void look() {
    heap.update(heapUse.used(), HeapUse.max());
    direct.update(DirectMemory.used(), DirectMemory.max());
    if (isOverloaded) {
      stay();
    }
    boolean isHigh = heap.isHigh() || direct.isHigh();
    if (isHigh != isOverloaded) {
      isOverloaded = isHigh;
      sinceNanos = System.nanoTime();
      change();
    }
  }

  /** Whether new connections are held back. */
  public boolean isOverloaded() {
    return isOverloaded;
  }

  /** How often they were. */
  public long times() {
    return times;
  }

  private void stay() {
    if (direct.isHigh() && System.nanoTime() - sinceNanos >= TRIAL.toNanos()) {
      direct.forgive();
    }
    if (heap.isHigh() && heapUse.nanosSinceCollection() >= COLLECTION_PAUSE.toNanos()) {
      System.gc();
    }
  }

  private void change() {
    if (isOverloaded) {
      times++;
      limit.holdBack();
      LOG.warn("memory is short, new connections wait {} {}", heap, direct);
    } else {
      limit.letIn();
      LOG.info("memory suffices again, new connections are accepted {} {}", heap, direct);
    }
  }

  @Override
  public void close() {
    heapUse.close();
  }
}
