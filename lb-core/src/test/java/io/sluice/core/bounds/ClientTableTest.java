package io.sluice.core.bounds;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.bounds.ClientTable.WhenFull;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ClientTableTest {
  @Test
  void clientIsFoundUntilItIsRemoved() {
    ClientTable<String> table = table(100, WhenFull.REFUSE);
    assertThat(table.find(TestClients.ipv4(1))).isNull();
    ClientEntry<String> added = requireNonNull(table.add(TestClients.ipv4(1), "a", 7));
    assertThat(table.find(TestClients.ipv4(1))).isSameAs(added);
    assertThat(added.get()).isEqualTo(7);
    assertThat(table.remove(added)).isTrue();
    assertThat(table.remove(added)).isFalse();
    assertThat(table.find(TestClients.ipv4(1))).isNull();
    assertThat(table.size()).isZero();
  }

  @Test
  void clientThatIsThereKeepsItsEntry() {
    ClientTable<String> table = table(100, WhenFull.EVICT);
    ClientEntry<String> first = table.add(TestClients.ipv4(1), "a", 1);
    assertThat(table.add(TestClients.ipv4(1), "b", 2)).isSameAs(first);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void replacedEntryIsNoLongerThere() {
    ClientTable<String> table = table(100, WhenFull.EVICT);
    ClientEntry<String> first = requireNonNull(table.add(TestClients.ipv4(1), "a", 1));
    assertThat(table.replace(first, "b", 2)).isTrue();
    assertThat(table.replace(first, "c", 3)).isFalse();
    assertThat(requireNonNull(table.find(TestClients.ipv4(1))).target()).isEqualTo("b");
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void familiesAndHalvesOfAnAddressAreToldApart() {
    ClientTable<String> table = table(100, WhenFull.REFUSE);
    table.add(TestClients.ipv4(1), "v4", 0);
    table.add(TestClients.ipv6(1), "v6", 0);
    table.add(TestClients.ipv6(1L << 40), "other", 0);
    assertThat(requireNonNull(table.find(TestClients.ipv4(1))).target()).isEqualTo("v4");
    assertThat(requireNonNull(table.find(TestClients.ipv6(1))).target()).isEqualTo("v6");
    assertThat(table.size()).isEqualTo(3);
  }

  @Test
  void clientsThatShareThePrefixAreOne() {
    ClientTable<String> table =
        new ClientTable<>(new ClientPrefix(24, 64), 100, WhenFull.REFUSE, TestClients.HASH);
    table.add(TestClients.ipv4(0x0a00_0001), "a", 0);
    table.add(TestClients.ipv6(1), "b", 0);
    assertThat(table.find(TestClients.ipv4(0x0a00_00ff))).isNotNull();
    assertThat(table.find(TestClients.ipv4(0x0a00_0101))).isNull();
    assertThat(table.find(TestClients.ipv6(-1))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 64, 1000})
  void fullTableRefusesNewClientsOnly(int max) {
    ClientTable<String> table = table(max, WhenFull.REFUSE);
    for (int i = 0; i < max; i++) {
      assertThat(table.add(TestClients.ipv4(i), "a", 0)).isNotNull();
    }
    assertThat(table.add(TestClients.ipv4(max), "a", 0)).isNull();
    assertThat(table.add(TestClients.ipv4(0), "a", 0)).isNotNull();
    assertThat(table.size()).isEqualTo(max);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 64, 1000})
  void floodNeverFillsATableBeyondItsBound(int max) {
    ClientTable<String> table = table(max, WhenFull.EVICT);
    for (int i = 0; i < 20 * max; i++) {
      ClientEntry<String> added = table.add(TestClients.ipv4(i), "a", i);
      assertThat(table.find(TestClients.ipv4(i))).isSameAs(added);
      assertThat(table.size()).isLessThanOrEqualTo(max);
    }
    assertThat(table.size()).isEqualTo(max);
  }

  @Test
  void smallestNumberOfTheBucketIsEvictedAlsoWhereTimesOverflow() {
    ClientTable<String> table =
        new ClientTable<>(ClientPrefix.WHOLE, 3, WhenFull.EVICT, TestClients.NO_HASH);
    table.add(TestClients.ipv4(1), "a", Long.MAX_VALUE);
    table.add(TestClients.ipv4(2), "b", Long.MAX_VALUE - 1);
    table.add(TestClients.ipv4(3), "c", Long.MIN_VALUE); // a nanosecond after the first
    table.add(TestClients.ipv4(4), "d", Long.MIN_VALUE + 1);
    assertThat(table.find(TestClients.ipv4(2))).isNull();
    assertThat(table.find(TestClients.ipv4(1))).isNotNull();
  }

  @Test
  void unwantedEntriesAreRemovedEverywhere() {
    ClientTable<Integer> table =
        new ClientTable<>(ClientPrefix.WHOLE, 10_000, WhenFull.REFUSE, TestClients.HASH);
    for (int i = 0; i < 3000; i++) {
      table.add(TestClients.ipv4(i), i, 0);
    }
    table.removeIf(entry -> entry.target() % 3 == 0);
    assertThat(table.size()).isEqualTo(2000);
    assertThat(table.find(TestClients.ipv4(3))).isNull();
    assertThat(table.find(TestClients.ipv4(4))).isNotNull();
  }

  @Test
  void loopsThatAddAndRemoveTheSameClientsLoseNoPlace() throws Exception {
    ClientTable<Integer> table =
        new ClientTable<>(ClientPrefix.WHOLE, 50, WhenFull.EVICT, TestClients.HASH);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> loops = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int thread = 0; thread < 4; thread++) {
        Random random = new Random(thread);
        loops.add(
            threads.submit(
                () -> {
                  start.await();
                  for (int i = 0; i < 20_000; i++) {
                    ClientEntry<Integer> entry =
                        requireNonNull(table.add(TestClients.ipv4(random.nextInt(100)), i, i));
                    if (random.nextBoolean()) {
                      table.remove(entry);
                    } else if (random.nextBoolean()) {
                      table.replace(entry, i, i);
                    }
                    assertThat(table.size()).isLessThanOrEqualTo(50);
                  }
                  return true;
                }));
      }
      start.countDown();
      for (Future<?> loop : loops) {
        loop.get();
      }
    }
    int found = 0;
    for (int i = 0; i < 100; i++) {
      found += table.find(TestClients.ipv4(i)) == null ? 0 : 1;
    }
    assertThat(table.size()).isEqualTo(found);
    table.removeIf(entry -> true);
    assertThat(table.size()).isZero();
  }

  private static ClientTable<String> table(int max, WhenFull whenFull) {
    return new ClientTable<>(ClientPrefix.WHOLE, max, whenFull, TestClients.HASH);
  }
}
