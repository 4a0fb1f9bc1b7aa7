package io.sluice.app.admin;

import io.sluice.app.reload.ReloadReport;
import io.sluice.config.model.Settings;
import io.sluice.config.problem.Problem;
import io.sluice.core.metrics.Statistics;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code /api/v1/config} shows, as maps and lists. */
final class ConfigurationView {
  private ConfigurationView() {}

  static Map<String, Object> of(Administered process) {
    Statistics statistics = process.statistics();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("generation", statistics.generation());
    view.put("services", process.configuration().services().size());
    view.put("settings", of(process.configuration().settings()));
    view.put("transport", process.transportReport());
    view.put("listeners", process.listeners());
    view.put(
        "connections",
        Map.of(
            "active", statistics.connectionsActive(),
            "max", statistics.maxConnections(),
            "isAcceptPaused", statistics.isAcceptPaused()));
    view.put("lastReload", of(process.lastReload()));
    return view;
  }

  static Map<String, Object> of(ReloadReport report) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("outcome", report.outcome().label());
    view.put("at", report.at().toString());
    view.put("problems", report.problems().stream().map(ConfigurationView::of).toList());
    view.put("text", report.text());
    view.put("failures", report.failures());
    view.put("needsRestart", report.needsRestart());
    return view;
  }

  private static Map<String, Object> of(Problem problem) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("severity", problem.severity().label());
    view.put("source", problem.position().source());
    view.put("line", problem.position().line());
    view.put("column", problem.position().column());
    view.put("path", problem.path());
    view.put("rule", problem.rule());
    view.put("message", problem.message());
    return view;
  }

  /** Everything but the hash seed, which is a secret. */
  private static Map<String, Object> of(Settings settings) {
    Map<String, Object> dataPlane = new LinkedHashMap<>();
    dataPlane.put("transport", settings.transport().label());
    dataPlane.put("eventLoops", numberOrAuto(settings.eventLoops()));
    dataPlane.put("zeroCopy", settings.zeroCopy().label());
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("admin", Map.of("listen", settings.admin().toString()));
    view.put("shutdown", Map.of("drainTimeout", settings.drainTimeout().toMillis() + "ms"));
    view.put("dataPlane", dataPlane);
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("maxConnections", numberOrAuto(settings.maxConnections()));
    limits.put("maxUdpSessions", numberOrAuto(settings.maxUdpSessions()));
    view.put("limits", limits);
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("name", settings.place().node());
    node.put("zone", settings.place().zone());
    view.put("node", node);
    return view;
  }

  private static Object numberOrAuto(int number) {
    return number == Settings.AUTO ? "Auto" : number;
  }
}
