package io.sluice.app.describe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AgeTest {
  @ParameterizedTest
  @CsvSource({
    "PT-2S, <invalid>",
    "PT-1.9S, 0s",
    "PT-1S, 0s",
    "PT-0.5S, 0s",
    "PT0S, 0s",
    "PT69.9S, 69s",
    "PT119S, 119s",
    "PT120S, 2m",
    "PT125S, 2m5s",
    "PT599S, 9m59s",
    "PT10M30S, 10m",
    "PT179M59S, 179m",
    "PT3H, 3h",
    "PT3H59S, 3h",
    "PT7H59M, 7h59m",
    "PT8H30M, 8h",
    "PT47H59M, 47h",
    "PT48H, 2d",
    "PT49H, 2d1h",
    "PT191H, 7d23h",
    "PT192H, 8d",
    "P729D, 729d",
    "P730D, 2y",
    "P731D, 2y1d",
    "P2919D, 7y364d",
    "P2920D, 8y",
    "P4000D, 10y"
  })
  void anAgeGrowsCoarserWithTime(Duration age, String text) {
    assertThat(Age.text(age)).isEqualTo(text);
  }

  @Test
  void anObjectWithoutTimestampHasAnUnknownAge() {
    assertThat(Age.since(TextNode.valueOf(""), Instant.EPOCH)).isEqualTo("<unknown>");
    assertThat(Age.since(TextNode.valueOf("yesterday"), Instant.EPOCH)).isEqualTo("<unknown>");
  }
}
