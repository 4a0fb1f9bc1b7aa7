package io.sluice.config.schema;

import io.sluice.config.model.SessionAffinity;
import io.sluice.config.model.SessionAffinity.ClientIp;
import io.sluice.config.yaml.Fields;
import java.time.Duration;

/** Reads {@code sessionAffinity} and {@code sessionAffinityConfig}, which are a service's. */
public final class AffinityKeys {
  /** Kubernetes' longest timeout: a day. */
  public static final int MAX_SECONDS = 86_400;

  static final int MAX_ENTRIES = 10_000_000;
  private static final String CONFIG = "sessionAffinityConfig";

  private AffinityKeys() {}

  /** The affinity of a native service. */
  static SessionAffinity read(Fields fields) {
    boolean isClientIp =
        fields.choice("sessionAffinity", Choices.AFFINITIES, "None").equals("ClientIP");
    SessionAffinity chosen =
        isClientIp ? new ClientIp(ClientIp.DEFAULT_TIMEOUT) : new SessionAffinity.None();
    return readConfig(fields, chosen);
  }

  /** The same affinity with what {@code sessionAffinityConfig} says of it. */
  public static SessionAffinity readConfig(Fields fields, SessionAffinity affinity) {
    Fields config = fields.mapping(CONFIG);
    if (config == null) {
      return affinity;
    }
    ClientIp inherited =
        affinity instanceof ClientIp clientIp ? clientIp : new ClientIp(ClientIp.DEFAULT_TIMEOUT);
    Fields clientIp = config.mapping("clientIP");
    ClientIp read = clientIp == null ? inherited : readClientIp(clientIp, inherited);
    config.rejectUnknownKeys();
    if (affinity instanceof SessionAffinity.None) {
      String message = "only sessionAffinity: ClientIP has a configuration";
      fields.error(CONFIG, "affinity-config", message);
      return affinity;
    }
    return read;
  }

  private static ClientIp readClientIp(Fields fields, ClientIp inherited) {
    int seconds =
        fields.integer(
            "timeoutSeconds",
            1,
            MAX_SECONDS,
            (int) inherited.timeout().toSeconds(),
            "affinity-timeout",
            "a number of seconds");
    ClientIp read =
        new ClientIp(
            Duration.ofSeconds(seconds),
            fields.choice("affinityScope", Choices.AFFINITY_SCOPES, inherited.scope()),
            fields.integer("ipv4Prefix", 1, RangeKeys.IPV4_BITS, inherited.ipv4Prefix()),
            fields.integer("ipv6Prefix", 1, RangeKeys.IPV6_BITS, inherited.ipv6Prefix()),
            fields.integer("maxEntries", 1, MAX_ENTRIES, inherited.maxEntries()));
    fields.rejectUnknownKeys();
    return read;
  }
}
