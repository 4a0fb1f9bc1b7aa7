package io.sluice.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class CountersTest {
  @Test
  void loopsAreSummed() {
    ServicePortCounters counters = new ServicePortCounters(2);
    counters.onAccepted(0);
    counters.onAccepted(1);
    counters.onAccepted(1);
    counters.onBytesFromClient(0, 10, RelayPath.COPY);
    counters.onBytesFromEndpoint(1, 5, RelayPath.SPLICE);
    counters.onClosed(1, CloseReason.IDLE_TIMEOUT);
    counters.onConnectFailure(0, ConnectFailure.REFUSED);
    counters.onRetry(0);

    assertThat(counters.accepted()).isEqualTo(3);
    assertThat(counters.active()).isEqualTo(2);
    assertThat(counters.bytesFromClients()).isEqualTo(10);
    assertThat(counters.bytesToClients()).isEqualTo(5);
    assertThat(counters.relayedBytes())
        .containsOnly(Map.entry(RelayPath.COPY, 10L), Map.entry(RelayPath.SPLICE, 5L));
    assertThat(counters.retries()).isEqualTo(1);
    assertThat(counters.closed())
        .hasSize(CloseReason.values().length)
        .containsEntry(CloseReason.IDLE_TIMEOUT, 1L)
        .containsEntry(CloseReason.FINISHED, 0L);
    assertThat(counters.connectFailures())
        .hasSize(ConnectFailure.values().length)
        .containsEntry(ConnectFailure.REFUSED, 1L);
  }

  @Test
  void connectTimesAddUpOverReadings() {
    ConnectTimes times = new ConnectTimes(2);
    times.record(0, TimeUnit.MILLISECONDS.toNanos(1));
    assertThat(times.sum().getTotalCount()).isEqualTo(1);
    times.record(1, TimeUnit.MILLISECONDS.toNanos(3));
    Histogram sum = times.sum();
    assertThat(sum.getTotalCount()).isEqualTo(2);
    assertThat((double) sum.getMaxValue()).isCloseTo(3e6, within(3e4));
  }

  @Test
  void absurdTimesAreBounded() {
    ConnectTimes times = new ConnectTimes(1);
    times.record(0, -1);
    times.record(0, Long.MAX_VALUE);
    assertThat(times.sum().getTotalCount()).isEqualTo(2);
  }
}
