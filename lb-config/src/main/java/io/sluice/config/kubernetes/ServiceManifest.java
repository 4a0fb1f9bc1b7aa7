package io.sluice.config.kubernetes;

import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.Tls;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.UnixPath;
import io.sluice.config.schema.PortSettings;
import java.util.List;
import java.util.Map;

/**
 * A Service, defaults applied.
 *
 * @param selector empty when its endpoints are managed by hand
 * @param publishesNotReady whether pods count as ready whatever they say
 * @param tree the object as it is to be shown
 */
record ServiceManifest(
    ObjectMeta metadata,
    ServiceType type,
    ServiceAddresses addresses,
    List<ServicePortManifest> ports,
    Map<String, String> selector,
    boolean publishesNotReady,
    ServiceAnnotations annotations,
    Map<String, Object> tree) {

  /** The label that hands a service to another proxy. */
  static final String PROXY_NAME_LABEL = "service.kubernetes.io/service-proxy-name";

  ServiceName name() {
    return metadata.qualifiedName();
  }

  boolean isExternalName() {
    return type == ServiceType.EXTERNAL_NAME;
  }

  /** Whether the service is for this proxy at all. */
  boolean isProxied() {
    return !isExternalName() && !metadata.labels().containsKey(PROXY_NAME_LABEL);
  }

  /** The settings of one of its ports. */
  PortSettings settings(ServicePortManifest port) {
    PortSettings settings = annotations.settings();
    TrafficSettings traffic = settings.traffic();
    return settings.with(
        port.protocol() == Protocol.TCP
            ? traffic.with(annotations.routes())
            : traffic.with(Tls.OFF));
  }

  /** The unix sockets of one of its ports. */
  List<UnixPath> sockets(ServicePortManifest port) {
    return port.protocol() == Protocol.TCP ? annotations.sockets() : List.of();
  }

  /** What clients may connect to; empty when headless. */
  List<IpAddress> vips() {
    return isExternalName() ? List.of() : addresses.vips();
  }
}
