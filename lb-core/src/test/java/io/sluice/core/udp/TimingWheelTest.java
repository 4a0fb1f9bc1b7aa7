package io.sluice.core.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimingWheelTest {
  private static final long START = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(1); // overflows soon
  private static final long TICK = TimingWheel.TICK_NANOS;
  private static final long REACH = TICK * TimingWheel.BUCKETS;

  private final TimingWheel wheel = new TimingWheel(START);

  @Test
  void sessionIsFoundOnceItsDelayHasPassedAndAtMostATickLater() {
    for (long delay : new long[] {1, TICK - 1, TICK, TICK + 1, 100 * TICK + 7, REACH - 2 * TICK}) {
      TimingWheel fresh = new TimingWheel(START);
      UdpSession session = new UdpSession();
      long begin = START + 3;
      fresh.add(session, begin, delay);
      assertThat(fresh.takeDue(begin + delay - 1)).isNull();
      assertThat(fresh.takeDue(begin + delay + TICK)).isSameAs(session);
      assertThat(fresh.size()).isZero();
    }
  }

  @Test
  void whatIsBeyondTheReachIsShownAtTheReach() {
    UdpSession session = new UdpSession();
    wheel.add(session, START, Long.MAX_VALUE);
    assertThat(wheel.takeDue(START + REACH - 2 * TICK)).isNull();
    assertThat(wheel.takeDue(START + REACH)).isSameAs(session);
  }

  @Test
  void afterALongAbsenceEverySessionIsFoundOnce() {
    List<UdpSession> sessions = new ArrayList<>();
    for (int i = 0; i < 3 * TimingWheel.BUCKETS; i++) {
      UdpSession session = new UdpSession();
      sessions.add(session);
      wheel.add(session, START, i * (TICK / 3));
    }
    long later = START + TimeUnit.DAYS.toNanos(40);
    List<UdpSession> found = new ArrayList<>();
    for (UdpSession s = wheel.takeDue(later); s != null; s = wheel.takeDue(later)) {
      found.add(s);
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(sessions);
    assertThat(wheel.nanosToNext(later)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void eventLoopIsToldHowLongItMaySleep() {
    assertThat(wheel.nanosToNext(START)).isEqualTo(Long.MAX_VALUE);
    wheel.add(new UdpSession(), START, 1_000 * TICK);
    assertThat(wheel.nanosToNext(START)).isEqualTo(1_000 * TICK);
    UdpSession sooner = new UdpSession();
    wheel.add(sooner, START, 70 * TICK + 1);
    assertThat(wheel.nanosToNext(START + TICK)).isEqualTo(70 * TICK);
    wheel.remove(sooner);
    assertThat(wheel.nanosToNext(START + TICK)).isEqualTo(999 * TICK);
    assertThat(wheel.nanosToNext(START + 2_000 * TICK)).isZero();
  }
}
