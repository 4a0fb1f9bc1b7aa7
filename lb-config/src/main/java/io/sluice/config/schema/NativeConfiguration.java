package io.sluice.config.schema;

import io.sluice.config.model.Settings;
import io.sluice.config.validate.LocatedService;
import io.sluice.config.validate.TlsFileUse;
import io.sluice.config.yaml.YamlNode.Scalar;
import java.util.List;

/**
 * What the native documents say together.
 *
 * @param defaults settings of service ports that have none of their own
 * @param services in the order in which they were written
 * @param manifests paths of manifests to take in as well, each relative to its own source
 * @param tlsFiles files that are named, whoever uses them
 */
public record NativeConfiguration(
    Settings settings,
    PortSettings defaults,
    List<LocatedService> services,
    List<Scalar> manifests,
    List<TlsFileUse> tlsFiles) {
  public NativeConfiguration {
    services = List.copyOf(services);
    manifests = List.copyOf(manifests);
    tlsFiles = List.copyOf(tlsFiles);
  }
}
