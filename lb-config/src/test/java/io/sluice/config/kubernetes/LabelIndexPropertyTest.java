package io.sluice.config.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LabelIndexPropertyTest {
  record Labelled(String namespace, Map<String, String> labels) {}

  @Property
  void selectorMatchesWhatHasEveryPairInTheSameNamespace(
      @ForAll("objects") List<Labelled> objects,
      @ForAll("selectors") Map<String, String> selector) {
    LabelIndex<Labelled> index = new LabelIndex<>(Labelled::labels);
    objects.forEach(object -> index.add(object.namespace(), object));
    List<Labelled> expected =
        objects.stream()
            .filter(object -> object.namespace().equals("a"))
            .filter(object -> hasEveryPair(object.labels(), selector))
            .toList();
    assertThat(index.matching("a", selector)).isEqualTo(expected);
  }

  private static boolean hasEveryPair(Map<String, String> labels, Map<String, String> selector) {
    for (String key : selector.keySet()) {
      if (!selector.get(key).equals(labels.get(key))) {
        return false;
      }
    }
    return true;
  }

  @Provide
  Arbitrary<List<Labelled>> objects() {
    Arbitrary<String> namespaces = Arbitraries.of("a", "b");
    return Combinators.combine(namespaces, labels(0)).as(Labelled::new).list().ofMaxSize(30);
  }

  @Provide
  Arbitrary<Map<String, String>> selectors() {
    return labels(1);
  }

  private static Arbitrary<Map<String, String>> labels(int atLeast) {
    return Arbitraries.maps(Arbitraries.of("app", "tier", "zone"), Arbitraries.of("x", "y", ""))
        .ofMinSize(atLeast)
        .ofMaxSize(3);
  }
}
