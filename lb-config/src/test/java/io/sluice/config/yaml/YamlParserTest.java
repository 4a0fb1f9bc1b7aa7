package io.sluice.config.yaml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problem;
import io.sluice.config.problem.Problems;
import io.sluice.config.yaml.YamlNode.Entry;
import io.sluice.config.yaml.YamlNode.Mapping;
import io.sluice.config.yaml.YamlNode.Scalar;
import io.sluice.config.yaml.YamlNode.Sequence;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlParserTest {
  /** Of what does not end, or grows with more than the length of its text. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Problems problems = new Problems();

  @Test
  void nodesKnowWhereTheyStand() {
    Mapping document = (Mapping) parse("a: 1\nlist:\n  - x\n  - {k: 'two words'}\n").getFirst();

    assertThat(document.position()).isEqualTo(at(1, 1, 1));
    assertThat(value(document, "a")).isEqualTo(new Scalar("1", true, at(1, 4, 1)));
    Sequence list = (Sequence) value(document, "list");
    assertThat(list.items().getFirst().position()).isEqualTo(at(3, 5, 1));
    Mapping inner = (Mapping) list.items().getLast();
    assertThat(inner.position()).isEqualTo(at(4, 5, 16));
    assertThat(value(inner, "k")).isEqualTo(new Scalar("two words", false, at(4, 9, 11)));
  }

  @Test
  void columnsCountCharactersAndNotCodeUnits() {
    Mapping document = (Mapping) parse("{\"🦥é\": x}").getFirst();

    assertThat(value(document, "🦥é").position()).isEqualTo(at(1, 8, 1));
  }

  @Test
  void streamHasItsDocumentsWithoutTheEmptyOnes() {
    List<YamlNode> documents = parse("---\na: 1\n---\n# nothing\n---\nb: 2\n...\n");

    assertThat(documents).hasSize(2).allMatch(Mapping.class::isInstance);
    assertThat(problems.sorted()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n", "null"})
  void nothingIsNoDocument(String text) {
    assertThat(parse(text)).isEmpty();
    assertThat(problems.sorted()).isEmpty();
  }

  @Test
  void aliasIsTheNodeOfItsAnchor() {
    Mapping document = (Mapping) parse("a: &x {k: v}\nb: *x\n").getFirst();

    assertThat(value(document, "b")).isSameAs(value(document, "a"));
    assertThat(problems.sorted()).isEmpty();
  }

  @ParameterizedTest(name = "F42 F47 {0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          duplicate-key   | a: 1\\nb: 2\\na: 3                    | 3 | 1
          duplicate-key   | {a: 1, "a": 2}                        | 1 | 8
          key-type        | ? [a, b]\\n: c                        | 1 | 3
          key-type        | {~: value}                            | 1 | 2
          merge-key       | a: &x {k: v}\\nb:\\n  <<: *x           | 3 | 3
          tag             | a: !!javax.script.ScriptEngineManager [x] | 1 | 4
          tag             | !local x                              | 1 | 1
          tag             | a: !!str 1                            | 1 | 4
          alias-recursive | a: &x [1, *x]                         | 1 | 11
          alias-recursive | &x {a: {b: *x}}                       | 1 | 12
          alias-unknown   | a: *nowhere                           | 1 | 4
          yaml-syntax     | a: 1\\n\\tb: 2                         | 2 | 1
          yaml-syntax     | a: b: c                               | 1 | 5
          yaml-syntax     | a: "open\\nb: 1                        | 2 | 5
          yaml-syntax     | a: [1, 2\\nb: 3                        | 2 | 2
          yaml-syntax     | a: {b: 1                              | 1 | 9
          yaml-syntax     | a: 1\\n  b: 2                          | 2 | 4
          yaml-syntax     | a: %x                                 | 1 | 4
          yaml-syntax     | a: @x                                 | 1 | 4
          yaml-syntax     | %YAML 3.0\\n---\\na: 1                  | 0 | 0
          yaml-syntax     | a: "\\\\q"                             | 1 | 6
          """)
  void refusedWithRuleAndPlace(String rule, String text, int line, int column) {
    parse(text.translateEscapes());

    Problem first = problems.sorted().getFirst();
    assertThat(first.rule()).as(first.message()).isEqualTo(rule);
    assertThat(first.position().line()).isEqualTo(line);
    assertThat(first.position().column()).as(first.message()).isEqualTo(column);
    assertThat(first.isError()).isTrue();
  }

  @Test
  void everyDuplicateKeyIsReported() {
    parse("a: 1\na: 2\nb: {c: 1, c: 2}\n");

    assertThat(problems.sorted())
        .extracting(Problem::rule)
        .containsOnly("duplicate-key")
        .hasSize(2);
  }

  @Test
  void syntaxMessageSaysWhereItBegan() {
    parse("a:\n  - [1,\n  2\nb: 3\n");

    assertThat(problems.sorted().getFirst().message())
        .isEqualTo("expected ',' or ']' in the list (it began in line 2)");
  }

  /** F47: nine levels of nine aliases each stand for 387 million values. */
  @Test
  void billionLaughsIsRefused() {
    String nine = IntStream.range(0, 9).mapToObj(i -> "*L").collect(Collectors.joining(", "));
    StringBuilder bomb = new StringBuilder("a0: &a0 lol\n");
    for (int i = 1; i <= 9; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, nine.replace("L", "a" + (i - 1))));
    }

    assertRefused("alias-expansion", bomb.toString());
  }

  @ParameterizedTest(name = "F47 C15 {0}")
  @ValueSource(strings = {"[", "{a: ", "- ", "? ", "{? "})
  void nestingOfTenThousandLevelsIsRefused(String opening) {
    assertRefused("too-deep", opening.repeat(10_000));
  }

  @Test
  void nestingThroughAliasesIsRefused() {
    StringBuilder tower = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i <= YamlParser.MAX_DEPTH; i++) {
      tower.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
    }

    assertRefused("too-deep", tower.toString());
  }

  @Test
  void nestingUpToTheBoundIsRead() {
    String text = "[".repeat(YamlParser.MAX_DEPTH) + "]".repeat(YamlParser.MAX_DEPTH);

    assertThat(parse(text)).hasSize(1);
    assertThat(problems.sorted()).isEmpty();
  }

  @Test
  void moreValuesThanTheBoundAreRefused() {
    assertRefused("too-many-values", "[" + "1,".repeat(YamlParser.MAX_NODES) + "]");
  }

  @Test
  void byteOrderMarkIsSkipped() {
    assertThat(Utf8.decode("t", "\ufeffa: 1".getBytes(UTF_8), problems).text()).isEqualTo("a: 1");
    assertThat(problems.sorted()).isEmpty();
  }

  @ParameterizedTest(name = "F49 {0}")
  @CsvSource({
    "utf-8, 'a: \u00e4', 1, 4",
    "utf-8, 'a: 1\nb: x\u00ff', 2, 5",
    "utf-8, '\u00ff\u00fea', 1, 1",
    "utf-8, '\u00ed\u00a0\u0080', 1, 1",
    "utf-8, 'a: \u00c0\u0080', 1, 4",
    "unprintable, 'a: 1\nb: NUL', 2, 4",
    "unprintable, 'a: \u001b[31m', 1, 4",
    "unprintable, 'a: \u00ef\u00bb\u00bf', 1, 4",
    "unprintable, 'a\u007f: 1', 1, 2",
  })
  void bytesThatAreNoTextAreRefused(String rule, String bytes, int line, int column) {
    Utf8.Decoded decoded =
        Utf8.decode("t", bytes.replace("NUL", "\0").getBytes(ISO_8859_1), problems);

    assertThat(decoded.isUsable()).isFalse();
    assertThat(problems.sorted())
        .extracting(Problem::rule, Problem::position)
        .containsExactly(tuple(rule, at(line, column, 1)));
  }

  @Test
  void replacementCharacterOfTheWriterIsText() {
    assertThat(Utf8.decode("t", "a: \ufffd".getBytes(UTF_8), problems).isUsable()).isTrue();
  }

  @Test
  void largeMappingIsReadInLinearTime() {
    String text =
        IntStream.range(0, 200_000)
            .mapToObj(i -> "k" + i + ": " + i)
            .collect(Collectors.joining("\n"));

    List<YamlNode> documents = assertTimeoutPreemptively(PATIENCE, () -> parse(text));

    assertThat(((Mapping) documents.getFirst()).entries()).extracting(Entry::key).hasSize(200_000);
  }

  private void assertRefused(String rule, String text) {
    assertTimeoutPreemptively(PATIENCE, () -> parse(text));

    assertThat(problems.sorted()).extracting(Problem::rule).containsExactly(rule);
  }

  private List<YamlNode> parse(String text) {
    return YamlParser.parse("t", text, problems);
  }

  private static YamlNode value(Mapping mapping, String key) {
    return Objects.requireNonNull(mapping.get(key), key);
  }

  private static Position at(int line, int column, int length) {
    return new Position("t", line, column, length);
  }
}
