package io.sluice.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpectedArrivalsTest {
  private final ExpectedArrivals expected = new ExpectedArrivals(DatagramBatch.CAPACITY);

  @Test
  void oneIsExpectedWhileOneComesNowAndThen() {
    for (int turn = 2; turn < 100; turn += 2) {
      expected.onArrived(1, turn);
      assertThat(expected.count()).isEqualTo(1);
    }
  }

  /** Somebody else was faster, or the client has left. */
  @Test
  void oneIsExpectedAfterNothingHasCome() {
    expected.onArrived(0, 1);
    expected.onArrived(0, 2);
    assertThat(expected.count()).isEqualTo(1);
  }

  @Test
  void twiceAsManyAreExpectedAfterEachTurnThatLeavesSomething() {
    for (int turn = 1; turn <= 5; turn++) {
      expected.onArrived(expected.count(), turn);
      assertThat(expected.count()).isEqualTo(1 << turn);
    }
    expected.onArrived(expected.count(), 6);
    assertThat(expected.count()).isEqualTo(DatagramBatch.CAPACITY);
  }

  @Test
  void expectationFallsSlowerThanItRises() {
    expected.onError();
    expected.onArrived(1, 1);
    assertThat(expected.count()).isEqualTo(DatagramBatch.CAPACITY - 1);
    for (int turn = 2; turn < DatagramBatch.CAPACITY; turn++) {
      expected.onArrived(1, 2L * turn);
    }
    assertThat(expected.count()).isEqualTo(1);
  }

  /** What had come before an error is received by one call, before the socket is closed. */
  @Test
  void everythingIsExpectedAfterAnError() {
    expected.onError();
    assertThat(expected.count()).isEqualTo(DatagramBatch.CAPACITY);
  }
}
