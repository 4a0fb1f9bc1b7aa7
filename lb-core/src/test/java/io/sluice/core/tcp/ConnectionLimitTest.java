package io.sluice.core.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConnectionLimitTest {
  @Test
  void limitIsFullAtTheLastPlaceAndOpenAgainWhenOneIsFree() {
    ConnectionLimit limit = new ConnectionLimit(2);
    limit.acquire();
    assertThat(limit.isFull()).isFalse();
    limit.acquire();
    assertThat(limit.isFull()).isTrue();
    limit.release();
    assertThat(limit.isFull()).isFalse();
  }

  @Test
  void largeLimitOpensAgainOnlyWithSomeRoom() {
    ConnectionLimit limit = new ConnectionLimit(320);
    AtomicInteger changes = new AtomicInteger();
    limit.setGate(changes::incrementAndGet);
    for (int i = 0; i < 320; i++) {
      limit.acquire();
    }
    for (int i = 0; i < 9; i++) {
      limit.release();
    }
    assertThat(limit.isFull()).isTrue();
    limit.release();
    assertThat(limit.isFull()).isFalse();
    assertThat(changes).hasValue(2);
  }

  @Test
  void changedLimitHoldsAtOnce() {
    ConnectionLimit limit = new ConnectionLimit(1);
    limit.acquire();
    limit.changeTo(2);
    assertThat(limit.isFull()).isFalse();
    limit.changeTo(1);
    assertThat(limit.isFull()).isTrue();
  }

  @Test
  void emptyLimitIsNeverFullAfterConcurrentChurn() {
    ConnectionLimit limit = new ConnectionLimit(2);
    try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
      for (int thread = 0; thread < 4; thread++) {
        executor.execute(
            () -> {
              for (int i = 0; i < 50_000; i++) {
                limit.acquire();
                limit.release();
              }
            });
      }
    }
    assertThat(limit.active()).isZero();
    assertThat(limit.isFull()).isFalse();
  }
}
