package io.sluice.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SizesTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "1500, 1500", "1KiB, 1024", "10MiB, 10485760", "3GiB, 3221225472"})
  void sizeIsBytes(String text, long bytes) {
    assertThat(Sizes.parse(text)).isEqualTo(bytes);
    assertThat(Sizes.format(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1K", "1KB", "1kib", "-1", "01", "1.5MiB", "1 MiB", "1TiB", "MiB"})
  void notASize(String text) {
    assertThat(Sizes.parse(text)).isNull();
  }
}
