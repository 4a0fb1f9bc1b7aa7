package io.sluice.core.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.balance.EndpointGroup;
import io.sluice.core.rig.Seeds;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The worked examples of docs/balancing.md, in percent usable and percent of new connections. */
class SpillOverTest {
  @Test
  void wholeTierKeepsEverything() {
    assertThat(shares(100, 100)).containsExactly(10_000, 0);
    assertThat(shares(72, 72)).containsExactly(10_000, 0);
  }

  @Test
  void weakTierHandsOnWhatItCannotCarry() {
    assertThat(shares(71, 100)).containsExactly(9_940, 60);
    assertThat(shares(50, 100)).containsExactly(7_000, 3_000);
    assertThat(shares(25, 100)).containsExactly(3_500, 6_500);
    assertThat(shares(0, 100)).containsExactly(0, 10_000);
  }

  @Test
  void tiersThatAreWeakTogetherShareInProportion() {
    assertThat(shares(25, 25)).containsExactly(5_000, 5_000);
    assertThat(shares(30, 10)).containsExactly(7_500, 2_500);
  }

  @Test
  void thirdTierTakesWhatIsLeft() {
    assertThat(shares(50, 10, 100)).containsExactly(7_000, 1_400, 1_600);
    assertThat(shares(50, 50, 100)).containsExactly(7_000, 3_000, 0);
  }

  @Test
  void whatRoundingLeavesOverGoesToTheFirst() {
    assertThat(shares(10, 10, 10)).containsExactly(3_334, 3_333, 3_333);
    assertThat(shares(0, 10, 10)).containsExactly(0, 5_000, 5_000);
  }

  @Test
  void singleUsableEndpointOfThousandsStillCounts() {
    assertThat(SpillOver.shares(new long[] {1}, new long[] {50_000_000})).containsExactly(10_000);
    assertThat(SpillOver.shares(new long[] {1, 1}, new long[] {50_000_000, 1}))
        .containsExactly(1, 9_999);
  }

  @Test
  void sharesAlwaysSumToTheWholeAndGoOnlyWhereAnythingIsUsable() {
    Random random = new Random(Seeds.next("SpillOverTest"));
    for (int round = 0; round < 10_000; round++) {
      int tiers = 1 + random.nextInt(5);
      long[] total = new long[tiers];
      long[] usable = new long[tiers];
      for (int i = 0; i < tiers; i++) {
        total[i] = random.nextLong(1, 1_000_000);
        usable[i] = random.nextInt(4) == 0 ? 0 : random.nextLong(total[i] + 1);
      }
      usable[random.nextInt(tiers)] = 1;
      int[] shares = SpillOver.shares(usable, total);
      assertThat(Arrays.stream(shares).sum()).isEqualTo(EndpointGroup.WHOLE);
      for (int i = 0; i < tiers; i++) {
        assertThat(shares[i]).isBetween(0, usable[i] == 0 ? 0 : EndpointGroup.WHOLE);
      }
    }
  }

  private static int[] shares(int... percentUsable) {
    long[] total = new long[percentUsable.length];
    Arrays.fill(total, 100);
    return SpillOver.shares(Arrays.stream(percentUsable).asLongStream().toArray(), total);
  }
}
