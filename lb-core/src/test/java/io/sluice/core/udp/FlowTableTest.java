package io.sluice.core.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.UdpSettings;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.metrics.SessionEnd;
import io.sluice.core.metrics.UdpDrop;
import org.junit.jupiter.api.Test;

/** What a flow keeps and when its session ends. */
class FlowTableTest {
  private static final int CLIENT = 0x0a00_0001;
  private static final int OTHER_CLIENT = 0x0a00_0002;

  private final TableRig rig = new TableRig(/* maxSessions= */ 16, /* endpoints= */ 3);

  @Test
  void datagramsOfAFlowShareASession() {
    UdpSession session = rig.datagram(CLIENT);
    Endpoint endpoint = session.endpoint();
    assertThat(rig.datagram(CLIENT)).isSameAs(session);
    assertThat(session.requests()).isEqualTo(2);
    assertThat(session.endpoint()).isSameAs(endpoint);
    assertThat(rig.datagram(OTHER_CLIENT)).isNotSameAs(session);
    assertThat(rig.picks).isEqualTo(2);
  }

  @Test
  void sessionEndsAfterTheIdleTimeoutOfBothDirections() {
    UdpSession session = rig.datagram(CLIENT);
    rig.pass(TableRig.TIMEOUT - 1);
    rig.respond(session);
    rig.pass(TableRig.TIMEOUT - 1);
    assertThat(rig.table.size()).isOne();
    rig.pass(TimingWheel.TICK_NANOS);
    assertThat(rig.ends).containsExactly(SessionEnd.IDLE_TIMEOUT);
    assertThat(rig.table.size() + rig.budget.active()).isZero();
  }

  /** F92: the datagram comes in the moment of expiry, before the wheel has looked. */
  @Test
  void datagramAtTheMomentOfExpiryBeginsAnotherSession() {
    long number = rig.datagram(CLIENT).number();
    rig.now += TableRig.TIMEOUT;
    UdpSession second = rig.datagram(CLIENT);
    assertThat(rig.ends).containsExactly(SessionEnd.IDLE_TIMEOUT);
    assertThat(second.number()).isNotEqualTo(number);
    assertThat(second.requests()).isOne();
    rig.expire();
    assertThat(rig.ends).hasSize(1);
    assertThat(rig.table.size()).isOne();
  }

  /** F92: a response that comes too late, to the place or to nobody. */
  @Test
  void responseAfterTheEndOfItsSessionReachesNobody() {
    UdpSession session = rig.datagram(CLIENT);
    long number = session.number();
    rig.pass(TableRig.TIMEOUT + TimingWheel.TICK_NANOS);
    assertThat(rig.table.onResponse(session, number, rig.now)).isFalse();
    assertThat(rig.datagram(OTHER_CLIENT)).as("the place is used again").isSameAs(session);
    assertThat(rig.table.onResponse(session, number, rig.now)).isFalse();
    rig.table.onIcmpError(session, number);
    rig.table.onSent(session, number);
    assertThat(session.responses()).isZero();
    assertThat(rig.table.size()).isOne();
  }

  /** F92: the response itself finds the session expired. */
  @Test
  void responseAtTheMomentOfExpiryEndsTheSession() {
    UdpSession session = rig.datagram(CLIENT);
    rig.now += TableRig.TIMEOUT;
    assertThat(rig.respond(session)).isFalse();
    assertThat(rig.ends).containsExactly(SessionEnd.IDLE_TIMEOUT);
  }

  /** F90: also KUBERNETES: a session moves with its next datagram once its endpoint is gone. */
  @Test
  void nextDatagramLeavesAnEndpointThatServesNoMore() {
    UdpSession session = rig.established(CLIENT);
    Endpoint gone = session.endpoint();
    long number = session.number();
    rig.eligible.remove(gone);
    rig.generation++;
    UdpSession moved = rig.datagram(CLIENT);
    assertThat(moved.endpoint()).isNotSameAs(gone);
    assertThat(rig.ends).containsExactly(SessionEnd.ENDPOINT_GONE);
    assertThat(rig.table.onResponse(session, number, rig.now)).as("late response").isFalse();
  }

  @Test
  void endpointIsAskedForOncePerGeneration() {
    rig.datagram(CLIENT);
    rig.datagram(CLIENT);
    assertThat(rig.asks).isZero();
    rig.generation++;
    rig.datagram(CLIENT);
    rig.datagram(CLIENT);
    assertThat(rig.asks).isOne();
    assertThat(rig.picks).isOne();
  }

  @Test
  void clientThatFoundNoEndpointIsServedWithTheFirstOne() {
    Endpoint first = rig.eligible.getFirst();
    rig.eligible.clear();
    assertThat(rig.dropOf(CLIENT, 1_024)).isEqualTo(UdpDrop.NO_ENDPOINT);
    assertThat(rig.budget.active()).isZero();
    rig.eligible.add(first);
    assertThat(rig.datagram(CLIENT).endpoint()).isSameAs(first);
  }

  /** F88: the table's side of an unreachable endpoint. */
  @Test
  void flowAvoidsTheEndpointThatItFailedWith() {
    for (int i = 0; i < 10; i++) {
      UdpSession session = rig.datagram(CLIENT);
      Endpoint failed = session.endpoint();
      rig.table.onIcmpError(session, session.number());
      assertThat(rig.ends.getLast()).isEqualTo(SessionEnd.ICMP_ERROR);
      rig.picks = rig.eligible.indexOf(failed); // its turn again
      assertThat(rig.datagram(CLIENT).endpoint()).isNotSameAs(failed);
    }
  }

  @Test
  void onlyEndpointIsChosenAlthoughItFailed() {
    rig.eligible.subList(1, 3).clear();
    UdpSession session = rig.datagram(CLIENT);
    rig.table.onIcmpError(session, session.number());
    assertThat(rig.datagram(CLIENT).endpoint()).isSameAs(rig.eligible.getFirst());
  }

  @Test
  void sessionEndsWhenEachRequestHasHadItsResponses() {
    rig.limits = TableRig.counted(2, 2);
    UdpSession session = rig.datagram(CLIENT);
    rig.respond(session);
    rig.respond(session);
    assertThat(rig.ends).as("takes another request").isEmpty();
    assertThat(rig.datagram(CLIENT)).isSameAs(session);
    rig.respond(session);
    assertThat(rig.ends).isEmpty();
    rig.respond(session);
    assertThat(rig.ends).containsExactly(SessionEnd.ANSWERED);
  }

  @Test
  void datagramAfterTheLastRequestBeginsAnotherSessionWhileTheOldOneStillAnswers() {
    rig.limits = TableRig.counted(1, UdpSettings.UNCOUNTED);
    UdpSession first = rig.datagram(CLIENT);
    UdpSession second = rig.datagram(CLIENT);
    assertThat(second).isNotSameAs(first);
    assertThat(second.endpoint()).isNotSameAs(first.endpoint());
    assertThat(rig.respond(first)).isTrue();
    assertThat(rig.respond(second)).isTrue();
    assertThat(rig.table.size()).isEqualTo(2);
  }

  @Test
  void sessionIsReleasedWithTheDatagramWhereNoResponseIsExpected() {
    rig.limits = TableRig.counted(UdpSettings.UNCOUNTED, 0);
    UdpSession session = rig.datagram(CLIENT);
    assertThat(rig.ends).as("not sent yet").isEmpty();
    rig.table.onSent(session, session.number());
    assertThat(rig.ends).containsExactly(SessionEnd.ANSWERED);
  }

  @Test
  void closedListenerEndsItsSessionsInParts() {
    for (int i = 0; i < 10; i++) {
      rig.datagram(CLIENT + i);
    }
    int place = rig.table.closeListener(0, 0, 7);
    assertThat(rig.ends).hasSize(7).containsOnly(SessionEnd.CLOSED);
    assertThat(rig.table.closeListener(1, 0, 100)).isEqualTo(FlowTable.ALL_CLOSED);
    assertThat(rig.table.closeListener(0, place, 7)).isEqualTo(FlowTable.ALL_CLOSED);
    assertThat(rig.table.size() + rig.budget.active()).isZero();
  }

  @Test
  void expiryOfManyIsDoneInParts() {
    for (int i = 0; i < 10; i++) {
      rig.datagram(CLIENT + i);
    }
    rig.now += 2 * TableRig.TIMEOUT;
    assertThat(rig.table.expire(rig.now, 4)).isTrue();
    assertThat(rig.table.size()).isEqualTo(6);
    assertThat(rig.table.nanosToNextExpiry(rig.now)).isZero();
    assertThat(rig.table.expire(rig.now, 6)).isFalse();
    assertThat(rig.table.nanosToNextExpiry(rig.now)).isEqualTo(Long.MAX_VALUE);
  }
}
