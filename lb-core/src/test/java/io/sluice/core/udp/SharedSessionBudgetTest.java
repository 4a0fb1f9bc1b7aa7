package io.sluice.core.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedSessionBudgetTest {
  private static final int MAX = 3;
  private static final int LOOPS = 4;
  private static final int ROUNDS = 50_000;

  @Test
  void eventLoopsTogetherNeverHaveMoreThanTheLimit() throws Exception {
    SharedSessionBudget budget = new SharedSessionBudget(MAX);
    AtomicInteger held = new AtomicInteger();
    Callable<Integer> loop =
        () -> {
          int most = 0;
          for (int i = 0; i < ROUNDS; i++) {
            if (budget.tryAcquire()) {
              most = Math.max(most, held.incrementAndGet());
              held.decrementAndGet();
              budget.release();
            }
          }
          return most;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(LOOPS)) {
      List<Future<Integer>> loops = threads.invokeAll(Collections.nCopies(LOOPS, loop));
      for (Future<Integer> most : loops) {
        assertThat(most.get()).isBetween(1, MAX);
      }
    }
    assertThat(budget.active()).isZero();
  }

  @Test
  void lowerLimitHoldsBackNewSessionsUntilEnoughHaveEnded() {
    SharedSessionBudget budget = new SharedSessionBudget(3);
    for (int i = 0; i < 3; i++) {
      assertThat(budget.tryAcquire()).isTrue();
    }
    budget.changeTo(2);
    budget.release();
    assertThat(budget.tryAcquire()).isFalse();
    budget.release();
    assertThat(budget.tryAcquire()).isTrue();
    assertThat(budget.tryAcquire()).isFalse();
  }
}
