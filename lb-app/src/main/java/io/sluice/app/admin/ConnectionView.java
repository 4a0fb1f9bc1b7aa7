package io.sluice.app.admin;

import io.sluice.config.model.ServicePortName;
import io.sluice.core.metrics.LiveConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code /api/v1/connections} shows, as maps and lists in the shape of Kubernetes objects. */
final class ConnectionView {
  private ConnectionView() {}

  /**
   * A list of connections.
   *
   * @param left how many there are besides; as in Kubernetes, told only when there are some
   */
  static Map<String, Object> of(List<LiveConnection> connections, long left, Instant now) {
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("apiVersion", "v1");
    list.put("kind", "List");
    list.put("metadata", left > 0 ? Map.of("remainingItemCount", left) : Map.of());
    // Each is made when it is written.
    Iterable<Object> items = () -> connections.stream().map(each -> of(each, now)).iterator();
    list.put("items", items);
    return list;
  }

  private static Object of(LiveConnection connection, Instant now) {
    ServicePortName port = connection.servicePort();
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", connection.client());
    metadata.put("namespace", port.service().namespace());
    metadata.put("labels", Map.of("kubernetes.io/service-name", port.service().name()));
    Instant begin = now.minusNanos(connection.ageNanos());
    metadata.put("creationTimestamp", begin.truncatedTo(ChronoUnit.SECONDS).toString());

    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("service", port.service().name());
    spec.put("port", port.portName());
    spec.put("client", connection.client());
    spec.put("vip", connection.vip());
    spec.put("endpoint", connection.endpoint());

    Map<String, Object> status = new LinkedHashMap<>();
    status.put("state", connection.state().label());
    status.put("fromClient", of(connection.fromClient()));
    status.put("fromEndpoint", of(connection.fromEndpoint()));

    Map<String, Object> view = new LinkedHashMap<>();
    view.put("apiVersion", "sluice.io/v1");
    view.put("kind", "Connection");
    view.put("metadata", metadata);
    view.put("spec", spec);
    view.put("status", status);
    return view;
  }

  private static Map<String, Object> of(LiveConnection.Direction direction) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("bytes", direction.bytes());
    view.put("path", direction.path().label());
    view.put("reason", direction.reason().label());
    return view;
  }
}
