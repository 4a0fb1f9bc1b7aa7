package io.sluice.core.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientQueueTest {
  private final ClientQueue queue = new ClientQueue();

  private static final class Waiting implements ClientQueue.Waiter {
    private boolean hasLeft;
    private int wakeUps;

    @Override
    public void onPlaceFree() {
      wakeUps++;
    }

    @Override
    public boolean hasLeft() {
      return hasLeft;
    }
  }

  private Waiting join() {
    Waiting waiter = new Waiting();
    assertThat(queue.join(waiter, 100_000)).isTrue();
    return waiter;
  }

  private void leave(Waiting waiter) {
    waiter.hasLeft = true;
    queue.onLeft();
  }

  @Test
  void firstIsWhoHasWaitedLongestAndHasNotLeft() {
    Waiting first = join();
    Waiting second = join();
    Waiting third = join();
    leave(second);
    assertThat(queue.isFirst(first)).isTrue();
    leave(first);
    assertThat(queue.isFirst(third)).isTrue();
    assertThat(third.wakeUps).isEqualTo(1);
    assertThat(queue.length()).isEqualTo(1);
    leave(third);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void queueIsAsLongAsAllowed() {
    assertThat(queue.join(new Waiting(), 1)).isTrue();
    assertThat(queue.join(new Waiting(), 1)).isFalse();
    assertThat(queue.join(new Waiting(), 0)).isFalse();
  }

  /** In reverse order, as when a process stops: each would walk the whole queue. */
  @Test
  void hundredThousandLeaveFromTheEnd() {
    List<Waiting> all = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      all.add(join());
    }
    all.reversed().forEach(this::leave);
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.length()).isZero();
  }
}
