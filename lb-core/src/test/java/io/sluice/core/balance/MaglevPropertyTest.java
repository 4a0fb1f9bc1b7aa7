package io.sluice.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.rig.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** F71: random sets of endpoints, changed at random. */
class MaglevPropertyTest {
  private static final int ROUNDS = 30;
  private static final int TABLE_SIZE = 65_537;

  @Test
  void instancesAgreeAndAChangeMovesLittle() {
    Random random = new Random(Seeds.next("MaglevPropertyTest"));
    for (int round = 0; round < ROUNDS; round++) {
      List<WeightedEndpoint> endpoints = randomEndpoints(random);
      Ring table = MaglevTable.of(endpoints, TABLE_SIZE);
      checkOrderIsOfNoAccount(table, endpoints, random);
      checkRemoval(table, endpoints, random.nextInt(endpoints.size()));
    }
  }

  private static List<WeightedEndpoint> randomEndpoints(Random random) {
    int[] weights = new int[2 + random.nextInt(150)];
    int heaviest = random.nextBoolean() ? 1 : 10;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 1 + random.nextInt(heaviest);
    }
    return Endpoints.weighted(weights);
  }

  private static void checkOrderIsOfNoAccount(
      Ring table, List<WeightedEndpoint> endpoints, Random random) {
    List<WeightedEndpoint> shuffled = new ArrayList<>(endpoints);
    Collections.shuffle(shuffled, random);
    Ring other = MaglevTable.of(shuffled, TABLE_SIZE);
    for (int slot = 0; slot < TABLE_SIZE; slot++) {
      assertThat(other.at(slot) == table.at(slot)).as("slot %d", slot).isTrue();
    }
  }

  /** Seen from the smaller set, the same change is the addition of an endpoint. */
  private static void checkRemoval(Ring table, List<WeightedEndpoint> endpoints, int removed) {
    List<WeightedEndpoint> rest = new ArrayList<>(endpoints);
    Endpoint gone = rest.remove(removed).endpoint();
    Ring after = MaglevTable.of(rest, TABLE_SIZE);
    int moved = 0;
    for (int slot = 0; slot < TABLE_SIZE; slot++) {
      assertThat(after.at(slot) != gone).isTrue();
      moved += table.at(slot) == gone || table.at(slot) == after.at(slot) ? 0 : 1;
    }
    assertThat((double) moved / TABLE_SIZE)
        .as("slots moved without need, %d endpoints", endpoints.size())
        .isLessThan(0.02);
  }
}
