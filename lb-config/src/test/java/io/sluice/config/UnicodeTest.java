package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.problem.Problem;
import io.sluice.config.problem.ProblemPrinter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F49: text that is not what it seems is refused, and never shown raw. */
final class UnicodeTest {
  @TempDir private Path folder;

  @Test
  void byteOrderMarkIsNothing() {
    String text =
        "\ufeffservices:\n"
            + "- {name: a, vips: [127.0.0.1], ports: [{port: 80}], endpoints: [1.1.1.1]}";

    assertThat(Loaded.text(folder, text).problems()).isEmpty();
  }

  @ParameterizedTest(name = "F49 {0}")
  @CsvSource({
    "utf-8, 'a: \u00ff', 1:4",
    "utf-8, '# fine\nb: \u00c3(', 2:4",
    "utf-8, '\u00fe\u00ff', 1:1",
    "unprintable, 'a: x\u0001', 1:5"
  })
  void bytesThatAreNoText(String rule, String bytes, String where) {
    Loaded loaded = Loaded.bytes(folder, bytes);

    assertThat(loaded.problems()).containsExactly(where + " " + rule);
  }

  @ParameterizedTest(name = "F49 name {index}")
  @ValueSource(
      strings = {
        "we\u202eb", // right-to-left override
        "we\u200bb", // zero width space
        "caf\u00e9", // NFC
        "cafe\u0301", // NFD
        "\u0430dmin", // Cyrillic a
        "WEB",
        "-web",
        "web_1"
      })
  void nameOutsideOfDnsIsRefused(String name) {
    Loaded loaded =
        Loaded.text(
            folder,
            "services:\n- {name: \""
                + name
                + "\", vips: [127.0.0.1], ports: [{port: 80}], endpoints: [1.1.1.1]}");

    assertThat(loaded.problems()).containsExactly("2:10 name-syntax");
    assertPrintsVisibly(loaded);
  }

  @Test
  void nameOf64KibIsRefusedInFewWords() {
    String name = "x".repeat(64 << 10);
    Loaded loaded =
        Loaded.text(
            folder,
            "services:\n- name: "
                + name
                + "\n  vips: [127.0.0.1]\n  ports: [{port: 80}]\n  endpoints: [1.1.1.1]\n"
                + "? "
                + name
                + "\n: 1\n");

    assertThat(loaded.problems()).containsExactly("2:9 name-syntax", "6:3 unknown-key");
    assertThat(loaded.result().problems())
        .allMatch(each -> each.message().length() + each.path().length() < 400);
    assertThat(print(loaded)).hasSizeLessThan(2000);
  }

  @Test
  void unknownKeyOfControlCharactersIsShownEscaped() {
    Loaded loaded = Loaded.text(folder, "\"\\e[31m\\u202e\": {a: 1}\nservices: []\n");

    assertThat(loaded.problems()).containsExactly("1:1 unknown-key");
    Problem problem = loaded.result().problems().getFirst();
    assertThat(problem.path()).isEqualTo("\"\\u001b[31m\\u202e\"");
    assertPrintsVisibly(loaded);
  }

  @Test
  void labelValueIsBoundedAscii() {
    String service = Loaded.SERVICE + "    ports: [{port: 80}]\n    endpoints: [1.1.1.1]\n";
    Loaded loaded =
        Loaded.text(
            folder,
            service
                + "    labels: {a: \"\\u202e\", b: %s, \"\u00fc\": c}\n".formatted("x".repeat(64)));

    assertThat(loaded.problems())
        .extracting(each -> each.split(" ", 2)[1])
        .containsExactly("label-value", "label-value", "label-key");
  }

  private static void assertPrintsVisibly(Loaded loaded) {
    assertThat(print(loaded).codePoints())
        .allMatch(
            each -> each == '\n' || (Character.getType(each) != Character.FORMAT && each >= 32));
  }

  private static String print(Loaded loaded) {
    return new ProblemPrinter(loaded.result().texts()::line).print(loaded.result().problems());
  }
}
