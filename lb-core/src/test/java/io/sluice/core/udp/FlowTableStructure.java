package io.sluice.core.udp;

import static io.sluice.core.udp.FlowTableModel.check;

import io.sluice.core.udp.FlowTableModel.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the inside of a table is sound and agrees with the model. */
final class FlowTableStructure {
  private final FlowTable<?> table;
  private final FlowTableModel model;
  private final FlowHash hash;

  FlowTableStructure(FlowTable<?> table, FlowTableModel model, FlowHash hash) {
    this.table = table;
    this.model = model;
    this.hash = hash;
  }

  void verify() {
    check(table.size() == model.live.size(), "sizes agree");
    check(table.index.size() == model.bound.size(), "as many are found as are bound");
    checkSessions();
    checkClients();
    checkOrder();
    checkWheel();
  }

  private void checkSessions() {
    for (Entry entry : model.live.values()) {
      UdpSession session = entry.session;
      check(session.isNumber(entry.number), "a live session keeps its number");
      check(FlowTableModel.Key.of(session.flow()).equals(entry.key), "the flow is the same");
      check(
          session.requests() == entry.requests && session.responses() == entry.responses,
          "the counts agree");
      UdpSession found = table.index.find(hash.ofFlow(session.flow()), session.flow());
      Entry expected = model.bound.get(entry.key);
      check(Objects.equals(found, expected == null ? null : expected.session), "lookups agree");
    }
  }

  private void checkClients() {
    Map<FlowTableModel.Client, Integer> counts = new HashMap<>();
    model.live.values().forEach(entry -> counts.merge(entry.client, 1, Integer::sum));
    check(table.clients.size() == counts.size(), "clients without sessions are forgotten");
    for (Entry entry : model.live.values()) {
      int count = table.clients.of(entry.session.flow(), entry.client.servicePort());
      Integer expected = counts.get(entry.client);
      check(expected != null && count == expected, "clients' sessions are counted");
    }
  }

  private void checkOrder() {
    List<Entry> unanswered = model.unanswered();
    int place = 0;
    for (UdpSession s = table.order.unanswered.first; s != null; s = s.queueNext) {
      check(s.rank == UdpSession.Rank.UNANSWERED, "unanswered by rank");
      check(
          place < unanswered.size() && Objects.equals(unanswered.get(place++).session, s),
          "unanswered ones are in order");
    }
    int expendable = 0;
    for (UdpSession s = table.order.expendable.first; s != null; s = s.queueNext) {
      check(s.rank == UdpSession.Rank.EXPENDABLE, "expendable by rank");
      Entry entry = model.live.get(s);
      check(entry != null && entry.responses > 0, "expendable ones were answered");
      expendable++;
    }
    long ranked = 0;
    for (Entry entry : model.live.values()) {
      ranked += entry.session.rank == UdpSession.Rank.PROTECTED ? 1 : 0;
    }
    check(place == unanswered.size(), "all unanswered ones are in their queue");
    check(place + expendable + ranked == model.live.size(), "nobody is in two queues");
  }

  private void checkWheel() {
    Set<UdpSession> seen = new HashSet<>();
    long[] words = table.wheel.occupied;
    for (int word = 0; word < words.length; word++) {
      for (long bits = words[word]; bits != 0; bits &= bits - 1) {
        checkBucket(word * Long.SIZE + Long.numberOfTrailingZeros(bits), seen);
      }
    }
    check(seen.size() == model.live.size(), "the wheel holds each session");
    check(table.wheel.size() == seen.size(), "the wheel counts its sessions");
  }

  private void checkBucket(int bucket, Set<UdpSession> seen) {
    @Nullable UdpSession head = table.wheel.buckets[bucket];
    check(head != null, "a bucket that is marked holds something");
    for (UdpSession s = head; s != null; s = s.wheelNext) {
      check(s.wheelBucket == bucket, "a session knows its bucket");
      check(model.live.containsKey(s), "only live sessions are in the wheel");
      check(seen.add(s), "the wheel holds a session once");
      check(isSoonEnough(s, bucket), "the wheel looks in time");
    }
  }

  /* What is overdue may lie anywhere between the next tick and this one. */
  private boolean isSoonEnough(UdpSession session, int bucket) {
    Entry entry = model.live.get(session);
    if (entry == null) {
      return false;
    }
    long next = table.wheel.nextTick;
    long tick = next + Math.floorMod(bucket - next, (long) TimingWheel.BUCKETS);
    long needed =
        session.rank == UdpSession.Rank.PROTECTED
            ? entry.longIdle()
            : entry.limits.idleTimeoutNanos();
    long nowTick = model.tickOf(model.now);
    return tick <= Math.max(next, Math.max(nowTick, model.tickOf(entry.lastUsed + needed)));
  }
}
