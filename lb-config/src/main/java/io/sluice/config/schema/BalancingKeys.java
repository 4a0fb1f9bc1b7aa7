package io.sluice.config.schema;

import io.sluice.config.model.BalancingPolicy;
import io.sluice.config.model.BalancingPolicy.Maglev;
import io.sluice.config.model.BalancingPolicy.PeakEwma;
import io.sluice.config.model.HashKey;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.yaml.Fields;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Reads {@code balancing} and {@code balancingConfig}. */
final class BalancingKeys {
  /** Primes; each is the largest below, or the smallest above, a power of two, or Envoy's. */
  static final List<Integer> TABLE_SIZES =
      List.of(
          251, 509, 1021, 2039, 4093, 8191, 16_381, 32_749, 65_521, 65_537, 131_071, 655_373,
          1_048_573);

  static final int MIN_LOAD_PERCENT = 101;
  static final int MAX_LOAD_PERCENT = 1000;
  private static final Duration SHORTEST_DECAY = Duration.ofMillis(10);
  private static final Duration LONGEST_DECAY = Duration.ofHours(1);

  private static final String TABLE_SIZE = "tableSize";
  private static final String MAX_LOAD = "maxLoadPercent";
  private static final String DECAY = "decay";

  private BalancingKeys() {}

  record Balancing(BalancingPolicy policy, HashKey hashKey) {}

  static Balancing read(Fields fields, TrafficSettings inherited) {
    BalancingPolicy outer = inherited.balancing();
    BalancingPolicy chosen = fields.choice("balancing", Choices.POLICIES, outer);
    // The same policy again keeps what an outer key has said of it.
    BalancingPolicy policy = chosen.getClass() == outer.getClass() ? outer : chosen;
    Fields config = fields.mapping("balancingConfig");
    if (config == null) {
      return new Balancing(policy, inherited.hashKey());
    }
    Balancing read = new Balancing(readPolicy(config, policy), readHashKey(config, inherited));
    config.rejectUnknownKeys();
    return read;
  }

  private static BalancingPolicy readPolicy(Fields config, BalancingPolicy policy) {
    if (!(policy instanceof Maglev)) {
      refuse(config, TABLE_SIZE, "Maglev", policy);
      refuse(config, MAX_LOAD, "Maglev", policy);
    }
    if (!(policy instanceof PeakEwma)) {
      refuse(config, DECAY, "PeakEwma", policy);
    }
    return switch (policy) {
      case Maglev(int tableSize, int maxLoad) ->
          new Maglev(readTableSize(config, tableSize), readMaxLoad(config, maxLoad));
      case PeakEwma(Duration decay) ->
          new PeakEwma(config.duration(DECAY, SHORTEST_DECAY, LONGEST_DECAY, decay));
      case BalancingPolicy.RoundRobin _,
          BalancingPolicy.LeastConnections _,
          BalancingPolicy.Random _ ->
          policy;
    };
  }

  private static void refuse(Fields config, String key, String only, BalancingPolicy policy) {
    if (config.has(key)) {
      String message =
          key + " is for " + only + " only, and the policy here is " + Choices.word(policy);
      config.error(key, "balancing-config", message);
    }
  }

  private static int readTableSize(Fields config, int inherited) {
    int size =
        config.integer(
            TABLE_SIZE,
            TABLE_SIZES.getFirst(),
            TABLE_SIZES.getLast(),
            inherited,
            "table-size",
            "a table size");
    if (!TABLE_SIZES.contains(size)) {
      String allowed =
          TABLE_SIZES.stream()
              .map(each -> Integer.toString(each))
              .collect(Collectors.joining(", "));
      String message = size + " is not a table size; use a prime of these: " + allowed;
      config.error(TABLE_SIZE, "table-size", message);
    }
    return size;
  }

  private static int readMaxLoad(Fields config, int inherited) {
    return LimitKeys.isOff(config, MAX_LOAD)
        ? Maglev.UNBOUNDED
        : config.integer(
            MAX_LOAD,
            MIN_LOAD_PERCENT,
            MAX_LOAD_PERCENT,
            inherited,
            "integer-range",
            "a percentage or Off");
  }

  private static HashKey readHashKey(Fields config, TrafficSettings inherited) {
    HashKey outer = inherited.hashKey();
    return new HashKey(
        config.choice("hashKey", Choices.HASH_KEYS, outer.source()),
        config.integer("ipv4Prefix", 0, RangeKeys.IPV4_BITS, outer.ipv4Prefix()),
        config.integer("ipv6Prefix", 0, RangeKeys.IPV6_BITS, outer.ipv6Prefix()));
  }
}
