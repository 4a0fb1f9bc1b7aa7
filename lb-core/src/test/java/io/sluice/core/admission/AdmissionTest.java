package io.sluice.core.admission;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.IpRange;
import io.sluice.config.model.SourceRanges;
import io.sluice.config.model.TrafficLimits;
import io.sluice.config.model.TrafficSettings;
import io.sluice.core.bounds.TestClients;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.rig.TestLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AdmissionTest {
  private static final ClientAddress CLIENT = TestClients.ipv4(0x0a00_0001);
  private static final ClientAddress OTHER = TestClients.ipv4(0x0a00_0002);
  private static final ClientAddress STRANGER = TestClients.ipv4(0x0b00_0001);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final ServiceUsage usage = new ServiceUsage(TestClients.HASH, 0);

  @Test
  @Tag("C10")
  void deniedClientIsRefusedThoughItIsAllowed() {
    Admission admission = ranges(List.of("10.0.0.0/8"), List.of("10.0.0.2/32"));
    assertThat(admit(admission, CLIENT, 0)).isNull();
    assertThat(admit(admission, OTHER, 0)).isEqualTo(CloseReason.SOURCE_DENIED);
    assertThat(admit(admission, STRANGER, 0)).isEqualTo(CloseReason.SOURCE_DENIED);
  }

  @Test
  void whereNobodyIsNamedEverybodyIsAllowed() {
    assertThat(admit(ranges(List.of(), List.of("10.0.0.2")), STRANGER, 0)).isNull();
  }

  @Test
  void rangesOfOneFamilyLetNobodyOfTheOtherIn() {
    Admission admission = ranges(List.of("0.0.0.0/0"), List.of());
    assertThat(admit(admission, TestClients.ipv6(1), 0)).isEqualTo(CloseReason.SOURCE_DENIED);
  }

  @Test
  void fullServiceRefusesUntilSomebodyLeaves() {
    Admission admission = limits(TestLimits.connections(2, 0));
    Visit first = new Visit();
    assertThat(admission.admit(CLIENT, 0, first)).isNull();
    assertThat(admit(admission, OTHER, 0)).isNull();
    assertThat(admit(admission, STRANGER, 0)).isEqualTo(CloseReason.SERVICE_FULL);
    first.end();
    first.end();
    assertThat(usage.connections()).isEqualTo(1);
    assertThat(admit(admission, STRANGER, 0)).isNull();
    assertThat(admit(admission, CLIENT, 0)).isEqualTo(CloseReason.SERVICE_FULL);
  }

  @Test
  void limitOfTheServiceHoldsOverItsPorts() {
    Admission http = limits(TestLimits.connections(2, 0));
    Admission https = limits(TestLimits.connections(2, 0));
    assertThat(admit(http, CLIENT, 0)).isNull();
    assertThat(admit(https, CLIENT, 0)).isNull();
    assertThat(admit(http, CLIENT, 0)).isEqualTo(CloseReason.SERVICE_FULL);
  }

  @Test
  void fullClientLeavesOthersTheirPlaces() {
    Admission admission = limits(TestLimits.connections(0, 1));
    Visit visit = new Visit();
    assertThat(admission.admit(CLIENT, 0, visit)).isNull();
    assertThat(admit(admission, CLIENT, 0)).isEqualTo(CloseReason.CLIENT_FULL);
    assertThat(admit(admission, OTHER, 0)).isNull();
    visit.end();
    assertThat(admit(admission, CLIENT, 0)).isNull();
  }

  @Test
  void refusedClientHoldsNothing() {
    Admission admission = limits(TestLimits.connections(1, 1));
    Visit visit = new Visit();
    assertThat(admission.admit(CLIENT, 0, visit)).isNull();
    for (int i = 0; i < 10; i++) {
      assertThat(admit(admission, OTHER, 0)).isEqualTo(CloseReason.SERVICE_FULL);
    }
    visit.end();
    assertThat(admit(admission, OTHER, 0)).as("its place was given back").isNull();
  }

  @Test
  void limitThatIsSwitchedOnCountsWhoIsThere() {
    assertThat(admit(limits(TrafficLimits.DEFAULT), CLIENT, 0)).isNull();
    Admission limited = limits(TestLimits.connections(1, 0));
    assertThat(admit(limited, OTHER, 0)).isEqualTo(CloseReason.SERVICE_FULL);
  }

  @Test
  void serviceThatIsAskedTooOftenRefuses() {
    Admission admission = limits(TestLimits.rates(2, 0));
    assertThat(admit(admission, CLIENT, 0)).isNull();
    assertThat(admit(admission, OTHER, 0)).isNull();
    assertThat(admit(admission, STRANGER, 0)).isEqualTo(CloseReason.SERVICE_RATE);
    assertThat(usage.connections()).isEqualTo(2);
    assertThat(admit(admission, STRANGER, SECOND / 2)).isNull();
    assertThat(admit(admission, STRANGER, SECOND / 2)).isEqualTo(CloseReason.SERVICE_RATE);
  }

  @Test
  void clientThatComesTooOftenTakesNothingFromOthers() {
    Admission admission = limits(TestLimits.rates(3, 1));
    assertThat(admit(admission, CLIENT, 0)).isNull();
    for (int i = 0; i < 10; i++) {
      assertThat(admit(admission, CLIENT, 0)).isEqualTo(CloseReason.CLIENT_RATE);
    }
    assertThat(admit(admission, OTHER, 0)).isNull();
    assertThat(admit(admission, STRANGER, 0)).isNull();
    assertThat(admit(admission, CLIENT, SECOND)).isNull();
  }

  @Test
  @Tag("C13")
  void countsOfClientsAreExactUnderChurn() throws Exception {
    int max = 3;
    Admission admission = limits(TestLimits.connections(10, max));
    AtomicInteger[] inside = new AtomicInteger[] {new AtomicInteger(), new AtomicInteger()};
    AtomicInteger all = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> loops = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int thread = 0; thread < 8; thread++) {
        Random random = new Random(thread);
        loops.add(
            threads.submit(
                () -> {
                  start.await();
                  for (int i = 0; i < 20_000; i++) {
                    int number = random.nextInt(2);
                    Visit visit = new Visit();
                    if (admission.admit(TestClients.ipv4(number), 0, visit) == null) {
                      assertThat(inside[number].incrementAndGet()).isLessThanOrEqualTo(max);
                      assertThat(all.incrementAndGet()).isLessThanOrEqualTo(10);
                      all.decrementAndGet();
                      inside[number].decrementAndGet();
                      visit.end();
                    }
                  }
                  return true;
                }));
      }
      start.countDown();
      for (Future<?> loop : loops) {
        loop.get();
      }
    }
    assertThat(usage.connections()).isZero();
    for (int number = 0; number < 2; number++) {
      for (int i = 0; i < max; i++) {
        assertThat(admit(admission, TestClients.ipv4(number), 0)).isNull();
      }
      assertThat(admit(admission, TestClients.ipv4(number), 0)).isEqualTo(CloseReason.CLIENT_FULL);
    }
  }

  @Test
  void clientWithoutAPlaceIsNotRemembered() {
    ClientPlaces places = new ClientPlaces(2, TestClients.HASH);
    var first = requireNonNull(places.tryAcquire(CLIENT, 5));
    var again = requireNonNull(places.tryAcquire(CLIENT, 5));
    assertThat(again).isSameAs(first);
    places.release(first);
    assertThat(places.clients()).isEqualTo(1);
    places.release(again);
    assertThat(places.clients()).isZero();
    assertThat(places.tryAcquire(CLIENT, 5)).isNotNull();
  }

  @Test
  void fullTableOfClientsRefusesNewOnesAndLosesNoCount() {
    ClientPlaces places = new ClientPlaces(2, TestClients.HASH);
    assertThat(places.tryAcquire(CLIENT, 2)).isNotNull();
    assertThat(places.tryAcquire(OTHER, 2)).isNotNull();
    assertThat(places.tryAcquire(STRANGER, 2)).isNull();
    assertThat(places.tryAcquire(CLIENT, 2)).isNotNull();
    assertThat(places.tryAcquire(CLIENT, 2)).isNull();
  }

  @Test
  void floodOfClientsKeepsTheTableOfRatesBounded() {
    Admission admission = limits(TestLimits.rates(0, 1));
    for (int i = 0; i < 3 * ServiceUsage.MAX_RATED_CLIENTS; i++) {
      assertThat(admit(admission, TestClients.ipv4(i), i)).isNull();
    }
    assertThat(usage.ratedClients()).isEqualTo(ServiceUsage.MAX_RATED_CLIENTS);
  }

  private static @Nullable CloseReason admit(Admission admission, ClientAddress client, long now) {
    return admission.admit(client, now, new Visit());
  }

  private Admission limits(TrafficLimits limits) {
    return usage.admission(TrafficSettings.DEFAULT.with(limits));
  }

  private Admission ranges(List<String> allowed, List<String> denied) {
    return usage.admission(
        TrafficSettings.DEFAULT.with(new SourceRanges(parse(allowed), parse(denied))));
  }

  private static List<IpRange> parse(List<String> texts) {
    return texts.stream().map(text -> requireNonNull(IpRange.tryParse(text))).toList();
  }
}
