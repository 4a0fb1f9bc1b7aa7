package io.sluice.config.schema;

import io.sluice.config.model.TrafficSettings;
import io.sluice.config.schema.BalancingKeys.Balancing;
import io.sluice.config.validate.TlsFileUse;
import io.sluice.config.yaml.Fields;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the keys that stand in {@code defaults}, on a service, on a service port and, as
 * annotations, on a Service of Kubernetes. Used for one load, by one thread.
 */
public final class PortKeys {
  private final List<TlsFileUse> tlsFiles = new ArrayList<>();

  /** Makes a reader. */
  public PortKeys() {}

  /** Reads the keys; those that are absent are inherited. */
  public PortSettings read(Fields fields, PortSettings inherited) {
    TrafficSettings outer = inherited.traffic();
    Balancing balancing = BalancingKeys.read(fields, outer);
    return new PortSettings(
        ConnectionKeys.read(fields, inherited.connections()),
        new TrafficSettings(
            balancing.policy(),
            balancing.hashKey(),
            fields.choice("trafficDistribution", Choices.DISTRIBUTIONS, outer.distribution()),
            outer.sessionAffinity(),
            RangeKeys.read(fields, outer.sourceRanges()),
            LimitKeys.read(fields, outer.limits()),
            ProxyProtocolKeys.read(fields, outer.proxyProtocol()),
            UdpKeys.read(fields, outer.udp()),
            SocketKeys.read(fields, outer.sockets()),
            TlsKeys.read(fields, outer.tls(), tlsFiles),
            outer.routes()));
  }

  /** The TLS files that were named so far, each where it was. */
  public List<TlsFileUse> tlsFiles() {
    return List.copyOf(tlsFiles);
  }
}
