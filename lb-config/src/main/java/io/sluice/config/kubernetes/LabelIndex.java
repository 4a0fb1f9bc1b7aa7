package io.sluice.config.kubernetes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Objects by namespace and label pair, so that a selector looks only at objects that have its
 * rarest pair and never at all of them. One thread at a time.
 */
final class LabelIndex<T> {
  private final Function<T, Map<String, String>> labels;
  private final Map<Pair, List<T>> byPair = new HashMap<>();

  LabelIndex(Function<T, Map<String, String>> labels) {
    this.labels = labels;
  }

  void add(String namespace, T object) {
    labels
        .apply(object)
        .forEach(
            (key, value) ->
                byPair
                    .computeIfAbsent(new Pair(namespace, key, value), pair -> new ArrayList<>())
                    .add(object));
  }

  /** Objects that have every pair of the selector, in the order they were added; none if empty. */
  List<T> matching(String namespace, Map<String, String> selector) {
    List<T> rarest = List.of();
    int fewest = Integer.MAX_VALUE;
    for (Map.Entry<String, String> entry : selector.entrySet()) {
      Pair pair = new Pair(namespace, entry.getKey(), entry.getValue());
      List<T> candidates = byPair.getOrDefault(pair, List.of());
      if (candidates.size() < fewest) {
        rarest = candidates;
        fewest = candidates.size();
      }
    }
    List<T> matching = new ArrayList<>(rarest.size());
    for (T candidate : rarest) {
      if (labels.apply(candidate).entrySet().containsAll(selector.entrySet())) {
        matching.add(candidate);
      }
    }
    return matching;
  }

  private record Pair(String namespace, String key, String value) {}
}
