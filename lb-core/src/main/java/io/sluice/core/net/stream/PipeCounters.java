package io.sluice.core.net.stream;

import java.util.concurrent.atomic.AtomicLong;

/** What has become of the pipes of all event loops. Written by them, read by any thread. */
public final class PipeCounters {
  private final AtomicLong open = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  /** Pipes open now, lent or kept. */
  public long open() {
    return open.get();
  }

  /** Bytes that the pipe made last could hold, kept or not; 0 before the first. */
  public long capacity() {
    return bytes.get();
  }

  /** How often there was no pipe, or only a small one, and bytes were copied instead. */
  public long refused() {
    return refused.get();
  }

  /** A pipe was made, which may prove too small. */
  void onMade(int capacity) {
    bytes.set(capacity);
  }

  void onOpened() {
    open.incrementAndGet();
  }

  void onClosed() {
    open.decrementAndGet();
  }

  void onRefused() {
    refused.incrementAndGet();
  }
}
