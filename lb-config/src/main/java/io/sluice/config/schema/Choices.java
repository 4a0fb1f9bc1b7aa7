package io.sluice.config.schema;

import io.sluice.config.model.BalancingPolicy;
import io.sluice.config.model.HashKey;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.ProxyProtocol;
import io.sluice.config.model.SessionAffinity;
import io.sluice.config.model.Tls;
import io.sluice.config.model.TrafficDistribution;
import io.sluice.config.model.Transport;
import io.sluice.config.model.ZeroCopy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The sets of words that native keys choose from, in the order in which messages list them. */
final class Choices {
  /** The word that switches off what an outer key has switched on. */
  static final String OFF = "Off";

  static final Map<String, Transport> TRANSPORTS = of(Transport.values(), Transport::label);
  static final Map<String, ZeroCopy> ZERO_COPY = of(ZeroCopy.values(), ZeroCopy::label);
  static final Map<String, Protocol> PROTOCOLS = of(Protocol.values(), Protocol::name);
  static final Map<String, String> AFFINITIES = words("None", "ClientIP");
  static final Map<String, SessionAffinity.Scope> AFFINITY_SCOPES =
      of(SessionAffinity.Scope.values(), SessionAffinity.Scope::label);
  static final Map<String, BalancingPolicy> POLICIES = policies();
  static final Map<String, HashKey.Source> HASH_KEYS =
      of(HashKey.Source.values(), HashKey.Source::label);
  static final Map<String, TrafficDistribution> DISTRIBUTIONS = distributions();
  static final Map<String, ProxyProtocol.Accept> ACCEPT =
      of(ProxyProtocol.Accept.values(), ProxyProtocol.Accept::label);
  static final Map<String, ProxyProtocol.Send> SEND =
      of(ProxyProtocol.Send.values(), ProxyProtocol.Send::label);
  static final Map<String, Tls.ClientCertificates> CLIENT_CERTIFICATES =
      of(Tls.ClientCertificates.values(), Tls.ClientCertificates::label);
  static final Map<String, Tls.Verify> VERIFY = of(Tls.Verify.values(), Tls.Verify::label);
  static final Map<String, Tls.Version> TLS_VERSIONS = of(Tls.Version.values(), Tls.Version::label);

  /** Whether each datagram is balanced by itself. */
  static final Map<String, Boolean> UDP_BALANCING = udpBalancing();

  private Choices() {}

  /** Words that stand for themselves. */
  static Map<String, String> words(String... words) {
    return of(words, word -> word);
  }

  /** The word of a policy. */
  static String word(BalancingPolicy policy) {
    for (Map.Entry<String, BalancingPolicy> each : POLICIES.entrySet()) {
      if (each.getValue().getClass() == policy.getClass()) {
        return each.getKey();
      }
    }
    throw new IllegalStateException("no word for " + policy);
  }

  /** Each policy as it is where nothing more was said of it. */
  private static Map<String, BalancingPolicy> policies() {
    Map<String, BalancingPolicy> policies = new LinkedHashMap<>();
    policies.put("RoundRobin", new BalancingPolicy.RoundRobin());
    policies.put("LeastConnections", new BalancingPolicy.LeastConnections());
    policies.put("Random", new BalancingPolicy.Random());
    policies.put(
        "Maglev",
        new BalancingPolicy.Maglev(
            BalancingPolicy.Maglev.DEFAULT_TABLE_SIZE, BalancingPolicy.Maglev.UNBOUNDED));
    policies.put("PeakEwma", new BalancingPolicy.PeakEwma(BalancingPolicy.PeakEwma.DEFAULT_DECAY));
    return Collections.unmodifiableMap(policies);
  }

  private static Map<String, TrafficDistribution> distributions() {
    Map<String, TrafficDistribution> distributions =
        new LinkedHashMap<>(of(TrafficDistribution.values(), TrafficDistribution::label));
    // Kubernetes' first name for it.
    distributions.put("PreferClose", TrafficDistribution.PREFER_SAME_ZONE);
    return Collections.unmodifiableMap(distributions);
  }

  private static Map<String, Boolean> udpBalancing() {
    return of(
        List.of(false, true).toArray(Boolean[]::new), is -> is ? "PerDatagram" : "PerSession");
  }

  private static <T> Map<String, T> of(T[] values, Function<T, String> word) {
    Map<String, T> choices = new LinkedHashMap<>();
    for (T value : values) {
      choices.put(word.apply(value), value);
    }
    return Collections.unmodifiableMap(choices);
  }
}
