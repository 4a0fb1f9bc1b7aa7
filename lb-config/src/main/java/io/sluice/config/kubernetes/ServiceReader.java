package io.sluice.config.kubernetes;

import io.sluice.config.model.Protocol;
import io.sluice.config.model.SessionAffinity;
import io.sluice.config.model.SourceRanges;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.schema.AffinityKeys;
import io.sluice.config.schema.PortKeys;
import io.sluice.config.schema.PortSettings;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.YamlNode.Sequence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a Service as the API server would: defaults applied, its validation rules checked. */
final class ServiceReader {
  private static final String CLIENT_IP = "ClientIP";
  private static final Map<String, String> AFFINITIES = Choices.words("None", CLIENT_IP);

  private final RepeatedNotes notes;
  private final PortKeys keys;
  private final PortSettings defaults;

  ServiceReader(RepeatedNotes notes, PortKeys keys, PortSettings defaults) {
    this.notes = notes;
    this.keys = keys;
    this.defaults = defaults;
  }

  /** The service, or null when it has no spec, which is then reported. */
  @Nullable ServiceManifest read(Fields object, ObjectMeta metadata) {
    Fields spec = object.mapping("spec");
    if (spec == null) {
      if (!object.has("spec")) {
        object.missing("spec");
      }
      return null;
    }
    ServiceType type = spec.choice("type", ServiceType.BY_LABEL, ServiceType.CLUSTER_IP);
    ServiceAddresses addresses = ServiceAddressReader.read(object, spec, type);
    List<ServicePortManifest> ports = ServicePortReader.readAll(spec, type);
    if (type != ServiceType.EXTERNAL_NAME && !addresses.isHeadless()) {
      requirePorts(spec);
    }
    boolean publishesNotReady = Boolean.TRUE.equals(spec.flag("publishNotReadyAddresses"));
    SourceRanges ranges =
        new SourceRangeReader(spec, metadata, notes)
            .read(type, addresses, defaults.traffic().sourceRanges());
    TrafficSettings outer =
        defaults
            .traffic()
            .with(ranges)
            .with(readAffinity(spec))
            .with(
                spec.choice(
                    "trafficDistribution",
                    Choices.DISTRIBUTIONS,
                    defaults.traffic().distribution()));
    ServiceAnnotations annotations =
        ServiceAnnotations.read(object, metadata, keys, defaults.with(outer));
    if (!annotations.routes().isEmpty()) {
      requireOneTcpPort("routes", ports, metadata, spec);
    }
    if (!annotations.sockets().isEmpty()) {
      requireOneTcpPort("listen", ports, metadata, spec);
    }
    ServiceManifest service =
        new ServiceManifest(
            metadata,
            type,
            addresses,
            ports,
            Labels.read(spec, "selector"),
            publishesNotReady,
            annotations,
            ServiceDefaults.apply(object.node(), metadata, type, addresses, ports));
    UnservedFeatures.tell(spec, service, notes);
    warnOfUnknownKeys(object, spec);
    return service;
  }

  private static void requirePorts(Fields spec) {
    boolean isEmptyList =
        spec.value("ports") instanceof Sequence sequence && sequence.items().isEmpty();
    if (isEmptyList || !spec.has("ports")) {
      spec.error("ports", "required", "ports is missing; a service has at least one port");
    }
  }

  /** An annotation is for the whole service, and this is hardly meant for all of its ports. */
  private static void requireOneTcpPort(
      String key, List<ServicePortManifest> ports, ObjectMeta metadata, Fields spec) {
    long tcpPorts = ports.stream().filter(port -> port.protocol() == Protocol.TCP).count();
    if (tcpPorts != 1) {
      spec.problems()
          .error(
              metadata.position(),
              "metadata.annotations." + AnnotationFields.name(key),
              key + "-port",
              "the service has " + tcpPorts + " TCP ports; " + key + " is for a service with one");
    }
  }

  private static SessionAffinity readAffinity(Fields spec) {
    boolean isClientIp = spec.choice("sessionAffinity", AFFINITIES, "None").equals(CLIENT_IP);
    Duration timeout = readAffinityTimeout(spec.mapping("sessionAffinityConfig"));
    return isClientIp ? new SessionAffinity.ClientIp(timeout) : new SessionAffinity.None();
  }

  private static Duration readAffinityTimeout(@Nullable Fields config) {
    Fields clientIp = config == null ? null : config.mapping("clientIP");
    if (config == null || clientIp == null) {
      return SessionAffinity.ClientIp.DEFAULT_TIMEOUT;
    }
    int seconds =
        clientIp.integer(
            "timeoutSeconds",
            1,
            AffinityKeys.MAX_SECONDS,
            (int) SessionAffinity.ClientIp.DEFAULT_TIMEOUT.toSeconds(),
            "affinity-timeout",
            "a number of seconds");
    clientIp.warnOfUnknownKeys();
    config.warnOfUnknownKeys();
    return Duration.ofSeconds(seconds);
  }

  private static void warnOfUnknownKeys(Fields object, Fields spec) {
    spec.ignore("externalTrafficPolicy", "internalTrafficPolicy");
    spec.ignore("loadBalancerIP", "loadBalancerClass", "allocateLoadBalancerNodePorts");
    spec.ignore("externalName", "healthCheckNodePort");
    spec.warnOfUnknownKeys();
    object.ignore("apiVersion", "kind", "metadata", "status");
    object.warnOfUnknownKeys();
  }
}
