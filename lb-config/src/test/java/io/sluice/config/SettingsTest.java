package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What concerns the process: where it is, how many sessions it has, what it keeps secret. */
final class SettingsTest {
  private static final String SECRET = "t0p-s3cret";

  @TempDir private Path folder;

  @Test
  void placeIsSaid() {
    assertThat(settings("node: {name: node-1.example, zone: eu_1}", Map.of()).place())
        .isEqualTo(new Settings.Place("node-1.example", "eu_1"));
    assertThat(settings("", Map.of()).place()).isEqualTo(Settings.Place.UNKNOWN);
  }

  @Test
  void nodeNameIsTheEnvironmentsWhereNoFileSaysIt() {
    Map<String, String> environment = Map.of("NODE_NAME", "from-environment");

    assertThat(settings("node: {zone: a}", environment).place())
        .isEqualTo(new Settings.Place("from-environment", "a"));
    assertThat(settings("node: {name: b}", environment).place().node()).isEqualTo("b");
    assertThat(Loaded.text(folder, "", Map.of("NODE_NAME", "A B")).problems())
        .contains("0:0 name-syntax");
  }

  @ParameterizedTest
  @CsvSource({"Auto, 0", "1, 1", "10000000, 10000000"})
  void maxUdpSessions(String text, int expected) {
    assertThat(settings("limits: {maxUdpSessions: " + text + "}", Map.of()).maxUdpSessions())
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          limits: {maxUdpSessions: 0}           | 1:26 integer-range
          limits: {maxUdpSessions: 10000001}    | 1:26 integer-range
          node: {name: Node_1}                  | 1:14 name-syntax
          node: {zone: a b}                     | 1:14 label-value
          node: {region: a}                     | 1:8 unknown-key
          dataPlane: {hashSeed: 7-chars}        | 1:23 hash-seed
          dataPlane: {hashSeed: [a]}            | 1:23 type
          defaults: {node: {}}                  | 1:12 unknown-key
          """)
  void mistakeIsAnErrorWhereItStands(String text, String expected) {
    assertThat(Loaded.text(folder, text + "\n").errors()).containsExactly(expected);
  }

  @Test
  void hashSeedHasItsLength() {
    assertThat(settings("dataPlane: {hashSeed: 8-chars-}", Map.of()).hashSeed())
        .isEqualTo("8-chars-");
    assertThat(settings("dataPlane: {hashSeed: " + "x".repeat(128) + "}", Map.of()).hashSeed())
        .hasSize(128);
    assertThat(Loaded.text(folder, "dataPlane: {hashSeed: " + "x".repeat(129) + "}\n").errors())
        .containsExactly("1:23 hash-seed");
  }

  @Test
  void hashSeedComesFromTheEnvironment() {
    Settings settings =
        settings("dataPlane: {hashSeed: '${SEED}'}", Map.of("SEED", SECRET + "-${X}"));

    assertThat(settings.hashSeed()).isEqualTo(SECRET + "-${X}");
    assertThat(settings.toString()).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dataPlane: {hashSeed: t0p-s3cret, transport: Fast}",
        "dataPlane: {transport: Fast, hashSeed: t0p-s3cret}",
        "dataPlane:\n  hashSeed: t0p-s3cret t0p-s3cret: x\n",
        "dataPlane:\n  hashSeed: \"t0p-s3cret\n",
        "dataPlane:\n  hashSeed:\n    - t0p-s3cret\n    - t0p-s3cret: {}\n",
        "dataPlane:\n  hashSeed: >\n    t0p-s3cret\n\n    t0p-s3cret: [\n  transport: {\n",
        "dataPlane: {hashSeed:\n  t0p-s3cret, transport: [t0p-s3cret]}\n",
        "dataPlane: {hashseed: t0p-s3cret}",
        "dataPlane: {hash-seed: t0p-s3cret}",
        "defaults: {hashSeed: t0p-s3cret}",
        "dataPlane: {hashSeed: t0p-s3cret}\ndataPlane: {hashSeed: t0p-s3cret}",
        "dataPlane: {hashSeed: '${t0p-s3cret}'}",
        "dataPlane: {hashSeed: t0p-s3cret}\n---\ndataPlane: {hashSeed: t0p-s3cret}",
        "dataPlane: {hashSeed: t0p-s3cret-t0p-s3cret-t0p-s3cret-t0p-s3cret-t0p-s3cret-"
            + "t0p-s3cret-t0p-s3cret-t0p-s3cret-t0p-s3cret-t0p-s3cret-t0p-s3cret-t0p-s3cret}",
      })
  void problemNeverShowsTheHashSeed(String text) {
    LoadResult result = Loaded.text(folder, text).result();

    assertThat(result.hasErrors()).isTrue();
    assertThat(result.problems().toString()).doesNotContain(SECRET);
    assertThat(result.texts().toString()).doesNotContain(SECRET);
  }

  @Test
  void otherLinesAreShown() {
    LoadResult result =
        Loaded.text(folder, "dataPlane:\n  hashSeed: t0p-s3cret\n  transport: Fast\n").result();

    assertThat(result.texts().bySource().values()).containsExactly(Map.of(3, "  transport: Fast"));
  }

  private Settings settings(String text, Map<String, String> environment) {
    return Loaded.text(folder, text + "\n", environment).configuration().settings();
  }
}
