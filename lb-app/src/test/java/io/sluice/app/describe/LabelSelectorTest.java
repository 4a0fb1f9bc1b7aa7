package io.sluice.app.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class LabelSelectorTest {
  static List<JsonNode> selectors() {
    List<JsonNode> selectors = new ArrayList<>();
    Golden.json("selector/selectors.json").forEach(selectors::add);
    return selectors;
  }

  @ParameterizedTest
  @MethodSource("selectors")
  void aBadSelectorIsRefusedInKubernetesWords(JsonNode selector) {
    String text = selector.path("selector").asText();
    String error = selector.path("error").asText();
    if (error.isEmpty()) {
      assertThat(LabelSelector.parse(text).requirements()).isNotEmpty();
    } else {
      assertThatThrownBy(() -> LabelSelector.parse(text))
          .isInstanceOf(OutputException.class)
          .hasMessage(error);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "app=web; true",
        "app==web; true",
        "app=db; false",
        "app!=db; true",
        "app!=web; false",
        "none!=x; true",
        "app; true",
        "none; false",
        "!app; false",
        "!none; true",
        "app in (db,web); true",
        "app in (db); false",
        "none in (db); false",
        "app notin (db); true",
        "app notin (web,db); false",
        "none notin (db); true",
        "empty=; true",
        "rank>1; true",
        "rank>2; false",
        "rank<3; true",
        "app>1; false",
        "none<1; false",
        "app=web,rank=2,!none; true",
        "app=web,rank=3; false",
        "' app = web , rank = 2 '; true"
      })
  void labelsAreMatchedAsKubernetesMatchesThem(String selector, boolean matches) {
    ObjectNode labels = JsonNodeFactory.instance.objectNode();
    labels.put("app", "web").put("rank", "2").put("empty", "");

    assertThat(LabelSelector.parse(selector).matches(labels)).isEqualTo(matches);
  }

  @Test
  void theEmptySelectorMatchesEverything() {
    assertThat(LabelSelector.parse("").matches(JsonNodeFactory.instance.missingNode())).isTrue();
  }
}
