package io.sluice.core.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EndpointLatencyTest {
  private static final long DECAY = TimeUnit.SECONDS.toNanos(10);
  private static final long START = 5_000_000_000L;
  private static final double MILLI = 1e6;

  private final EndpointLatency latency = new EndpointLatency();

  @Test
  void nothingIsKnownAtFirst() {
    assertThat(latency.isUnknown()).isTrue();
    assertThat(latency.nanosAt(START, DECAY)).isZero();
  }

  @Test
  void riseIsFollowedAtOnce() {
    record(1, START);
    record(40, START);
    assertThat(latency.isUnknown()).isFalse();
    assertThat(latency.nanosAt(START, DECAY)).isCloseTo(40 * MILLI, within(10.0));
  }

  @Test
  void peakFallsToAThirdWithinTheDecayTime() {
    record(100, START);
    assertThat(latency.nanosAt(START + DECAY, DECAY)).isCloseTo(36.8 * MILLI, within(0.1 * MILLI));
  }

  @Test
  void lowerMeasurementsPullThePeakDownAsTimePasses() {
    record(100, START);
    record(10, START);
    assertThat(latency.nanosAt(START, DECAY)).isCloseTo(100 * MILLI, within(10.0));
    record(10, START + DECAY);
    // 100 ms for e^-1, 10 ms for the rest.
    assertThat(latency.nanosAt(START + DECAY, DECAY)).isCloseTo(43.1 * MILLI, within(0.1 * MILLI));
  }

  @Test
  void clockMayPassZero() {
    record(100, -DECAY / 2);
    assertThat(latency.nanosAt(DECAY / 2, DECAY)).isCloseTo(36.8 * MILLI, within(0.1 * MILLI));
  }

  @Test
  void measurementOfALoopWithAnEarlierClockIsNotAmplified() {
    record(100, START);
    assertThat(latency.nanosAt(START - DECAY, DECAY)).isCloseTo(100 * MILLI, within(10.0));
  }

  @Test
  void noPeakIsLostBetweenThreads() throws Exception {
    int threads = 4;
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int own = thread;
        writers.add(
            executor.submit(
                () -> {
                  for (int i = 1; i <= 10_000; i++) {
                    latency.record((long) i * threads + own, START, DECAY);
                  }
                }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
    assertThat(latency.nanosAt(START, DECAY)).isEqualTo(40_003);
  }

  private void record(int millis, long at) {
    latency.record(TimeUnit.MILLISECONDS.toNanos(millis), at, DECAY);
  }
}
