package io.sluice.app.describe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Whatever is typed or stored, the only exception is our own, and YAML keeps its meaning. */
final class TemplatePropertyTest {
  private static final JsonNode OBJECT = Golden.objects("print/scalars.json").getFirst();

  @Provide
  Arbitrary<String> templates() {
    return pieces(
        "{",
        "}",
        "[",
        "]",
        ".",
        "..",
        "*",
        "?(",
        "@",
        "@.",
        ")",
        "==",
        "<",
        "\"",
        "'",
        "\\",
        ",",
        ":",
        "-1",
        "0",
        "5",
        "9999999999999999999",
        "range ",
        "end",
        "spec",
        ".ports",
        "port",
        " ",
        "\n",
        "true",
        "3.5",
        "\\u00e9",
        "\\x4",
        "\\7",
        "😀",
        "$",
        "!",
        "x");
  }

  @Provide
  Arbitrary<String> selectors() {
    return pieces(
        "a", "b.c/d", "=", "==", "!=", "!", ",", " in ", " notin ", "(", ")", " ", ">", "<", "1",
        "-", "é");
  }

  @Provide
  Arbitrary<String> texts() {
    return pieces(
        "a",
        "word ",
        " ",
        "  ",
        "\n",
        "\t",
        ":",
        ": ",
        " #",
        "-",
        "- ",
        "?",
        "'",
        "\"",
        "\\",
        "1",
        "0",
        "_",
        "e",
        ".",
        "é",
        "😀",
        "\u0000",
        "\u0085",
        "\u2028",
        "\ufeff",
        "a fairly long run ");
  }

  private static Arbitrary<String> pieces(String... pieces) {
    return Arbitraries.of(pieces).list().ofMaxSize(40).map(list -> String.join("", list));
  }

  @Property
  void aTemplateIsPrintedOrRefused(@ForAll @From("templates") String template) {
    try {
      assertThat(new JsonPath("{" + template + "}").text(OBJECT)).isNotNull();
    } catch (OutputException refused) {
      assertThat(refused).hasMessageNotContaining("null pointer");
    }
  }

  @Property
  void aSelectorIsReadOrRefused(@ForAll @From("selectors") String selector) {
    try {
      assertThat(LabelSelector.parse(selector).matches(OBJECT)).isIn(true, false);
    } catch (OutputException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  @Property
  void aTextSurvivesYaml(@ForAll @From("texts") String text) {
    JsonNode object = new ObjectMapper().createObjectNode().set("k", TextNode.valueOf(text));
    String yaml = YamlPrinter.text(object);

    Object read = new Load(LoadSettings.builder().build()).loadFromString(yaml);

    assertThat(new ObjectMapper().<JsonNode>valueToTree(read)).as(yaml).isEqualTo(object);
  }
}
