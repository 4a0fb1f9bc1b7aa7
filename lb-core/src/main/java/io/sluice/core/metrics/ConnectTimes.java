package io.sluice.core.metrics;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Times from the attempt to connect to the accepted connection, one recorder an event loop.
 *
 * <p>{@link #record} is called on that loop's thread; {@link #sum} by one reader at a time, the
 * control thread.
 */
public final class ConnectTimes {
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final int SIGNIFICANT_DIGITS = 2;

  private final SingleWriterRecorder[] recorders;
  private final Histogram total = new Histogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
  private @Nullable Histogram interval;

  /** Nothing recorded. */
  public ConnectTimes(int loops) {
    recorders = new SingleWriterRecorder[loops];
    for (int loop = 0; loop < loops; loop++) {
      recorders[loop] = new SingleWriterRecorder(LONGEST_NANOS, SIGNIFICANT_DIGITS);
    }
  }

  /** Records a time; longer ones than five minutes count as five minutes. */
  public void record(int loop, long nanos) {
    recorders[loop].recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
  }

  /** All times since the start; the caller's own copy. */
  public Histogram sum() {
    for (SingleWriterRecorder recorder : recorders) {
      interval = recorder.getIntervalHistogram(interval, false);
      total.add(interval);
    }
    return total.copy();
  }
}
