package io.sluice.config.kubernetes;

import io.sluice.config.model.Route;
import io.sluice.config.model.SessionAffinity;
import io.sluice.config.model.UnixPath;
import io.sluice.config.schema.AffinityKeys;
import io.sluice.config.schema.PortKeys;
import io.sluice.config.schema.PortSettings;
import io.sluice.config.schema.RouteKeys;
import io.sluice.config.schema.UnixKeys;
import io.sluice.config.yaml.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Kubernetes has no field for: annotations {@code sluice.io/KEY} of a Service, where KEY is a
 * key of the native configuration in kebab case and the value is written as there.
 *
 * @param settings of every port, session affinity included
 * @param routes of its TCP port; empty: none
 * @param sockets unix sockets that lead to its TCP port
 */
record ServiceAnnotations(PortSettings settings, List<Route> routes, List<UnixPath> sockets) {

  /**
   * Reads the annotations of an object.
   *
   * @param outer what holds where no annotation says otherwise, with the affinity of the spec
   */
  static ServiceAnnotations read(
      Fields object, ObjectMeta metadata, PortKeys keys, PortSettings outer) {
    Fields annotations = annotations(object);
    if (annotations == null) {
      return new ServiceAnnotations(outer, List.of(), List.of());
    }
    Fields fields = AnnotationFields.of(annotations);
    PortSettings settings = keys.read(fields, outer);
    SessionAffinity affinity =
        AffinityKeys.readConfig(fields, settings.traffic().sessionAffinity());
    List<Route> routes = RouteKeys.read(fields, metadata.namespace());
    List<UnixPath> sockets = UnixKeys.read(fields);
    fields.rejectUnknownKeys();
    return new ServiceAnnotations(
        settings.with(settings.traffic().with(affinity)), routes, sockets);
  }

  private static @Nullable Fields annotations(Fields object) {
    Fields metadata = object.mapping("metadata");
    return metadata == null ? null : metadata.mapping("annotations");
  }
}
