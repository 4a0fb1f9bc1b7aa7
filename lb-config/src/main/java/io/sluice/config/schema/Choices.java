package io.sluice.config.schema;

import io.sluice.config.model.Protocol;
import io.sluice.config.model.Transport;
import io.sluice.config.model.ZeroCopy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The sets of words that native keys choose from, in the order in which messages list them. */
final class Choices {
  static final Map<String, Transport> TRANSPORTS = of(Transport.values(), Transport::label);
  static final Map<String, ZeroCopy> ZERO_COPY = of(ZeroCopy.values(), ZeroCopy::label);
  static final Map<String, Protocol> PROTOCOLS = of(Protocol.values(), Protocol::name);
  static final Map<String, String> AFFINITIES = words("None", "ClientIP");

  /** Every policy that the configuration has a word for; this version serves the first. */
  static final Map<String, String> POLICIES =
      words("RoundRobin", "LeastConnections", "Random", "Maglev", "PeakEwma");

  private Choices() {}

  /** Words that stand for themselves. */
  static Map<String, String> words(String... words) {
    return of(words, word -> word);
  }

  private static <T> Map<String, T> of(T[] values, Function<T, String> word) {
    Map<String, T> choices = new LinkedHashMap<>();
    for (T value : values) {
      choices.put(word.apply(value), value);
    }
    return Collections.unmodifiableMap(choices);
  }
}
