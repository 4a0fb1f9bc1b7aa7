package io.sluice.core.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.UdpSettings;
import io.sluice.core.metrics.SessionEnd;
import io.sluice.core.metrics.UdpDrop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who gives way, and who is turned away, when there is no place. */
class FullFlowTableTest {
  private static final int FIRST = 0x0a00_0001;
  private static final int FLOOD = 0x5000_0000;

  /** F84: a million forged sources neither grow the table nor end a flow that is in use. */
  @Test
  void floodOfForgedSourcesLeavesEstablishedFlowsUnharmed() {
    TableRig rig = new TableRig(/* maxSessions= */ 1_024, /* endpoints= */ 3);
    List<UdpSession> established = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      established.add(rig.established(FIRST + i));
      numbers.add(established.get(i).number());
    }
    for (int i = 0; i < 1_000_000; i++) {
      assertThat(rig.tryDatagram(FLOOD + i)).isNotNull();
      if (i % 1_000 == 0) {
        rig.pass(TimeUnit.MILLISECONDS.toNanos(10));
      }
    }
    assertThat(rig.table.size()).isEqualTo(1_024);
    assertThat(rig.table.pool.count()).isEqualTo(1_024);
    assertThat(rig.ends).hasSize(1_000_000 + 100 - 1_024).containsOnly(SessionEnd.EVICTED);
    for (int i = 0; i < 100; i++) {
      assertThat(established.get(i).isNumber(numbers.get(i))).isTrue();
    }
  }

  /** F84: endpoints answer forged sources too; then those are turned away for a while. */
  @Test
  void floodThatIsAnsweredTakesNoPlaceOfEstablishedFlows() {
    TableRig rig = new TableRig(/* maxSessions= */ 64, /* endpoints= */ 3);
    UdpSession established = rig.established(FIRST);
    long number = established.number();
    int dropped = 0;
    for (int i = 0; i < 10_000; i++) {
      UdpSession forged = rig.tryDatagram(FLOOD + i);
      if (forged == null) {
        assertThat(rig.table.lastDrop()).isEqualTo(UdpDrop.TABLE_FULL);
        dropped++;
      } else {
        rig.respond(forged);
      }
      rig.pass(TimeUnit.MILLISECONDS.toNanos(2)); // 20 s in all, below half of the timeout
    }
    assertThat(established.isNumber(number)).isTrue();
    assertThat(dropped).isPositive();
    // Each of the 63 places is free again after a 16th of the timeout, a tick more or less.
    long life = TableRig.TIMEOUT / 16 + TimingWheel.TICK_NANOS;
    assertThat(10_000 - dropped).isGreaterThanOrEqualTo((int) (63 * (rig.now / life)));
  }

  @Test
  void unansweredSessionThatWasIdleLongestGoesFirst() {
    TableRig rig = new TableRig(/* maxSessions= */ 3, /* endpoints= */ 1);
    rig.datagram(FIRST);
    UdpSession idleLongest = rig.datagram(FIRST + 1);
    rig.established(FIRST + 2);
    rig.datagram(FIRST);
    assertThat(rig.datagram(FLOOD)).as("takes the place").isSameAs(idleLongest);
    assertThat(rig.ends).containsExactly(SessionEnd.EVICTED);
  }

  @Test
  void establishedSessionGivesWayOnlyAfterHalfOfItsTimeout() {
    TableRig rig = new TableRig(/* maxSessions= */ 1, /* endpoints= */ 1);
    rig.established(FIRST);
    rig.pass(TableRig.TIMEOUT / 2 - 1);
    assertThat(rig.dropOf(FLOOD, 1)).isEqualTo(UdpDrop.TABLE_FULL);
    rig.pass(TimingWheel.TICK_NANOS);
    rig.datagram(FLOOD);
    assertThat(rig.ends).containsExactly(SessionEnd.EVICTED);
  }

  @Test
  void sessionThatWasAnsweredAndDidNotGoOnGivesWaySooner() {
    TableRig rig = new TableRig(/* maxSessions= */ 1, /* endpoints= */ 1);
    rig.respond(rig.datagram(FIRST));
    rig.pass(TableRig.TIMEOUT / 16 - 1);
    assertThat(rig.dropOf(FLOOD, 1)).isEqualTo(UdpDrop.TABLE_FULL);
    rig.pass(TimingWheel.TICK_NANOS);
    rig.datagram(FLOOD);
  }

  @Test
  void datagramProtectsASessionThatWasIdleForLong() {
    TableRig rig = new TableRig(/* maxSessions= */ 1, /* endpoints= */ 1);
    UdpSession session = rig.established(FIRST);
    rig.pass(TableRig.TIMEOUT * 3 / 4);
    rig.respond(session);
    assertThat(rig.dropOf(FLOOD, 1)).isEqualTo(UdpDrop.TABLE_FULL);
  }

  @Test
  void sessionThatTakesNoMoreRequestsGivesWayOnceItIsAnswered() {
    TableRig rig = new TableRig(/* maxSessions= */ 1, /* endpoints= */ 1);
    rig.limits = TableRig.counted(1, UdpSettings.UNCOUNTED);
    rig.respond(rig.datagram(FIRST));
    rig.datagram(FIRST);
    assertThat(rig.ends).containsExactly(SessionEnd.EVICTED);
  }

  @Test
  void nobodyGivesWayToAFlowWithoutAnEndpoint() {
    TableRig rig = new TableRig(/* maxSessions= */ 1, /* endpoints= */ 1);
    rig.datagram(FIRST);
    rig.eligible.clear();
    assertThat(rig.dropOf(FLOOD, 1)).isEqualTo(UdpDrop.NO_ENDPOINT);
    assertThat(rig.ends).isEmpty();
  }

  @Test
  void spentBudgetOfAllEventLoopsIsAFullTable() {
    TableRig rig = new TableRig(/* maxSessions= */ 8, /* endpoints= */ 1);
    rig.budget.changeTo(1);
    rig.established(FIRST);
    assertThat(rig.dropOf(FLOOD, 1)).isEqualTo(UdpDrop.TABLE_FULL);
    rig.pass(TableRig.TIMEOUT / 2 + TimingWheel.TICK_NANOS);
    rig.datagram(FLOOD);
    assertThat(rig.budget.active()).isOne();
  }

  /** F85: one client's flows are bounded, others' are not touched by it. */
  @Test
  void singleSourceHasNoMoreThanItsShare() {
    TableRig rig = new TableRig(/* maxSessions= */ 64, /* endpoints= */ 1);
    rig.limits = new UdpLimits(TableRig.TIMEOUT, UdpSettings.UNCOUNTED, UdpSettings.UNCOUNTED, 5);
    UdpSession other = rig.datagram(FIRST);
    for (int port = 1; port <= 65_535; port++) {
      if (port <= 5) {
        assertThat(rig.tryDatagram(FLOOD, port)).isNotNull();
      } else {
        assertThat(rig.dropOf(FLOOD, port)).isEqualTo(UdpDrop.CLIENT_FULL);
      }
    }
    assertThat(rig.table.size()).isEqualTo(6);
    assertThat(rig.datagram(FIRST)).isSameAs(other);
    assertThat(rig.tryDatagram(FLOOD, 3)).as("its known flows go on").isNotNull();
    rig.pass(TableRig.TIMEOUT + TimingWheel.TICK_NANOS);
    assertThat(rig.tryDatagram(FLOOD, 6)).as("there is room again").isNotNull();
  }

  /** F95: turned away before anything is kept of it. */
  @Test
  void sourceThatCannotBeAnsweredTakesNoPlace() {
    TableRig rig = new TableRig(/* maxSessions= */ 64, /* endpoints= */ 1);
    assertThat(rig.dropOf(FIRST, 0)).isEqualTo(UdpDrop.INVALID_SOURCE);
    assertThat(rig.dropOf(0xe000_0001, 53)).isEqualTo(UdpDrop.INVALID_SOURCE);
    assertThat(rig.table.size() + rig.picks).isZero();
  }
}
