package io.sluice.app.render;

import io.sluice.config.model.ConnectionSettings;
import io.sluice.config.model.Settings;
import io.sluice.config.yaml.Durations;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings as the mappings of a native document. */
final class SettingsTree {
  private SettingsTree() {}

  static Map<String, Object> of(Settings settings) {
    Map<String, Object> dataPlane = new LinkedHashMap<>();
    dataPlane.put("transport", settings.transport().label());
    dataPlane.put("eventLoops", numberOrAuto(settings.eventLoops()));
    dataPlane.put("zeroCopy", settings.zeroCopy().label());
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("admin", Map.of("listen", settings.admin().toString()));
    tree.put("shutdown", Map.of("drainTimeout", Durations.format(settings.drainTimeout())));
    tree.put("dataPlane", dataPlane);
    tree.put(
        "limits",
        new Tree()
            .add("maxConnections", numberOrAuto(settings.maxConnections()))
            .add("maxUdpSessions", numberOrAuto(settings.maxUdpSessions()))
            .map());
    Map<String, Object> node =
        new Tree()
            .add("name", settings.place().node(), "")
            .add("zone", settings.place().zone(), "")
            .map();
    if (!node.isEmpty()) {
      tree.put("node", node);
    }
    return tree;
  }

  static Map<String, Object> of(ConnectionSettings settings) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("connectTimeout", Durations.format(settings.connectTimeout()));
    tree.put("idleTimeout", Durations.format(settings.idleTimeout()));
    tree.put("halfClosedTimeout", Durations.format(settings.halfClosedTimeout()));
    tree.put("udpIdleTimeout", Durations.format(settings.udpIdleTimeout()));
    tree.put("retries", settings.retries());
    return tree;
  }

  private static Object numberOrAuto(int number) {
    return number == Settings.AUTO ? "Auto" : number;
  }
}
