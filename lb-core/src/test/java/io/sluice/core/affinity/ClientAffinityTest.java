package io.sluice.core.affinity;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sluice.core.bounds.ClientPrefix;
import io.sluice.core.bounds.TestClients;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.net.ClientAddress;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClientAffinityTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final ClientAddress CLIENT = TestClients.ipv4(1);

  private final List<Endpoint> endpoints = SampleEndpoints.of(3);
  private final Endpoint a = endpoints.get(0);
  private final Endpoint b = endpoints.get(1);
  private final Endpoint c = endpoints.get(2);
  private final AffinityTable<Endpoint> table = table(ClientPrefix.WHOLE, 100);
  private final ClientAffinity<Endpoint> affinity = table.over(endpoints, TIMEOUT);

  @Test
  void unknownClientKeepsNothing() {
    assertThat(affinity.find(CLIENT, 0)).isNull();
  }

  @Test
  @Tag("F72")
  void timeoutSlidesWithEveryNewConnectionAndEndsAfterTheLast() {
    assertThat(affinity.pin(CLIENT, a, 0)).isSameAs(a);
    assertThat(affinity.find(CLIENT, 9 * SECOND)).isSameAs(a);
    assertThat(affinity.find(CLIENT, 18 * SECOND)).isSameAs(a);
    assertThat(affinity.find(CLIENT, 28 * SECOND)).isNull();
    assertThat(affinity.pin(CLIENT, b, 28 * SECOND)).isSameAs(b);
    assertThat(affinity.find(CLIENT, 37 * SECOND)).isSameAs(b);
  }

  @Test
  void clockMayRunThroughItsGreatestValue() {
    affinity.pin(CLIENT, a, Long.MAX_VALUE);
    assertThat(affinity.find(CLIENT, Long.MIN_VALUE + 9 * SECOND)).isSameAs(a);
    assertThat(affinity.find(CLIENT, Long.MIN_VALUE + 19 * SECOND)).isNull();
  }

  @Test
  @Tag("F72")
  void portOfTheClientDoesNotCountAndItsAddressDoes() {
    affinity.pin(new ClientAddress(0, CLIENT.low(), 1000), a, 0);
    assertThat(affinity.find(new ClientAddress(0, CLIENT.low(), 2000), 0)).isSameAs(a);
    assertThat(affinity.find(TestClients.ipv4(2), 0)).isNull();
  }

  @Test
  void clientsOfOnePrefixKeepOneEndpoint() {
    ClientAffinity<Endpoint> wide = table(new ClientPrefix(24, 56), 100).over(endpoints, TIMEOUT);
    wide.pin(TestClients.ipv4(0x0a00_0001), a, 0);
    assertThat(wide.find(TestClients.ipv4(0x0a00_00fe), 0)).isSameAs(a);
    assertThat(wide.find(TestClients.ipv4(0x0a00_01fe), 0)).isNull();
  }

  @Test
  void endpointThatIsNotEligibleCountsAsAbsentAndAnotherTakesItsPlace() {
    affinity.pin(CLIENT, a, 0);
    ClientAffinity<Endpoint> without = table.over(List.of(b, c), TIMEOUT);
    assertThat(without.find(CLIENT, 1)).isNull();
    assertThat(without.pin(CLIENT, b, 1)).isSameAs(b);
    assertThat(affinity.find(CLIENT, 2)).as("a is back").isSameAs(b);
  }

  @Test
  void endpointThatLeavesIsForgotten() {
    affinity.pin(CLIENT, a, 0);
    affinity.pin(TestClients.ipv4(2), b, 0);
    table.retain(List.of(b, c));
    assertThat(table.size()).isEqualTo(1);
    assertThat(affinity.find(CLIENT, 1)).isNull();
    assertThat(affinity.find(TestClients.ipv4(2), 1)).isSameAs(b);
  }

  @Test
  void clientMovesToTheEndpointThatAccepted() {
    affinity.pin(CLIENT, a, 0);
    affinity.move(CLIENT, a, b, 1);
    assertThat(affinity.find(CLIENT, 2)).isSameAs(b);
    affinity.move(CLIENT, a, c, 3);
    assertThat(affinity.find(CLIENT, 4)).as("another connection was faster").isSameAs(b);
  }

  @Test
  void changedTimeoutHoldsForEntriesThatAreThere() {
    affinity.pin(CLIENT, a, 0);
    assertThat(table.over(endpoints, Duration.ofSeconds(2)).find(CLIENT, 3 * SECOND)).isNull();
    assertThat(table.over(endpoints, Duration.ofHours(1)).find(CLIENT, 60 * SECOND)).isSameAs(a);
  }

  @Test
  void longestIdleIsForgottenFirst() {
    AffinityTable<Endpoint> small = table(ClientPrefix.WHOLE, 4);
    ClientAffinity<Endpoint> full = small.over(endpoints, TIMEOUT);
    for (int i = 0; i < 4; i++) {
      full.pin(TestClients.ipv4(i), a, i);
    }
    full.find(TestClients.ipv4(0), 5);
    full.pin(TestClients.ipv4(4), b, 6);
    assertThat(small.size()).isEqualTo(4);
    assertThat(full.find(TestClients.ipv4(1), 7)).isNull();
    assertThat(full.find(TestClients.ipv4(0), 7)).isSameAs(a);
    assertThat(full.find(TestClients.ipv4(4), 7)).isSameAs(b);
  }

  @Test
  void expiredClientsAreForgottenWhenAsked() {
    affinity.pin(CLIENT, a, 0);
    affinity.pin(TestClients.ipv4(2), a, 5 * SECOND);
    table.forgetExpired(TIMEOUT, 11 * SECOND);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void wholeServiceKeepsAnAddressThatEachPortResolves() {
    var shared =
        AffinityTable.ofAddresses(
            new AffinityTable.Shape(ClientPrefix.WHOLE, 100), TestClients.HASH);
    List<Endpoint> http = List.of(new Endpoint(SampleEndpoints.spec(1, 80), 1), b);
    List<Endpoint> https =
        List.of(
            new Endpoint(SampleEndpoints.spec(2, 443), 1),
            new Endpoint(SampleEndpoints.spec(1, 443), 1));
    shared.over(http, TIMEOUT).pin(CLIENT, http.getFirst(), 0);
    assertThat(shared.over(https, TIMEOUT).find(CLIENT, 1)).isSameAs(https.get(1));
    assertThat(shared.over(List.of(c), TIMEOUT).find(CLIENT, 1)).isNull();
  }

  @Test
  void firstConnectionsAtOnceAgree() throws Exception {
    int loops = 4;
    CyclicBarrier start = new CyclicBarrier(loops);
    try (ExecutorService threads = Executors.newFixedThreadPool(loops)) {
      for (int round = 0; round < 300; round++) {
        ClientAddress client = TestClients.ipv4(round);
        List<Future<Endpoint>> answers = new ArrayList<>();
        for (int loop = 0; loop < loops; loop++) {
          Endpoint chosen = endpoints.get(loop % endpoints.size());
          answers.add(
              threads.submit(
                  () -> {
                    start.await();
                    return affinity.pin(client, chosen, 0);
                  }));
        }
        Endpoint agreed = answers.getFirst().get();
        for (Future<Endpoint> answer : answers) {
          assertThat(answer.get()).isSameAs(agreed);
        }
      }
    }
  }

  @Test
  void askingAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    affinity.pin(CLIENT, a, 0);
    ClientAddress stranger = TestClients.ipv4(7);
    long wrong = 0;
    for (int i = 0; i < 20_000; i++) {
      wrong += affinity.find(CLIENT, i) == a && affinity.find(stranger, i) == null ? 0 : 1;
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      wrong += affinity.find(CLIENT, i) == a && affinity.find(stranger, i) == null ? 0 : 1;
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(wrong).isZero();
    assertThat(allocated).isLessThan(10_000);
  }

  private static AffinityTable<Endpoint> table(ClientPrefix prefix, int maxEntries) {
    return AffinityTable.ofEndpoints(new AffinityTable.Shape(prefix, maxEntries), TestClients.HASH);
  }
}
