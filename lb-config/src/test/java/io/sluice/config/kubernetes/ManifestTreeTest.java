package io.sluice.config.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problems;
import io.sluice.config.yaml.YamlNode.Mapping;
import io.sluice.config.yaml.YamlNode.Scalar;
import io.sluice.config.yaml.YamlParser;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestTreeTest {
  private static final Position SOMEWHERE = Position.of("test");

  static Stream<Arguments> plainScalars() {
    return Stream.of(
        Arguments.of("1", 1L),
        Arguments.of("-7", -7L),
        Arguments.of("0123", 123L),
        Arguments.of("0x1F", 31L),
        Arguments.of("0o17", 15L),
        Arguments.of("0xg", "0xg"),
        Arguments.of("9223372036854775808", "9223372036854775808"),
        Arguments.of("1e3", 1000.0),
        Arguments.of("1.5", 1.5),
        Arguments.of("-.inf", Double.NEGATIVE_INFINITY),
        Arguments.of("true", true),
        Arguments.of("False", false),
        Arguments.of("no", "no"),
        Arguments.of("1_000", "1_000"),
        Arguments.of("12:30:00", "12:30:00"),
        Arguments.of("2025-01-01", "2025-01-01"));
  }

  @ParameterizedTest(name = "F48 {0}")
  @MethodSource("plainScalars")
  void plainScalarsAreTypedByTheCoreSchema(String text, Object expected) {
    assertThat(ManifestTree.of(new Scalar(text, true, SOMEWHERE))).isEqualTo(expected);
    assertThat(ManifestTree.of(new Scalar(text, false, SOMEWHERE))).isEqualTo(text);
  }

  @Test
  void mapsKeepTheirOrderAndCannotBeChanged() {
    Mapping mapping =
        (Mapping)
            YamlParser.parse("t", "{z: 1, a: null, m: [x, {k: v}]}", new Problems()).getFirst();
    Map<String, Object> tree = ManifestTree.mapOf(mapping);
    assertThat(tree.keySet()).containsExactly("z", "a", "m");
    assertThat(tree).containsEntry("a", null).containsEntry("m", List.of("x", Map.of("k", "v")));
    assertThatThrownBy(() -> tree.remove("z")).isInstanceOf(UnsupportedOperationException.class);
  }
}
