package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The table of pods. */
final class PodColumns implements Columns {
  private static final String NONE = "<none>";

  @Override
  public List<String> headers() {
    return List.of(
        "NAME",
        "READY",
        "STATUS",
        "RESTARTS",
        "AGE",
        "IP",
        "NODE",
        "NOMINATED NODE",
        "READINESS GATES");
  }

  @Override
  public int wideOnly() {
    return 4;
  }

  @Override
  public List<String> cells(JsonNode pod, Instant now) {
    PodSummary summary = PodSummary.of(pod);
    JsonNode status = pod.path("status");
    return List.of(
        Columns.name(pod),
        summary.readyContainers() + "/" + summary.containers(),
        summary.reason(),
        restarts(summary, now),
        Columns.age(pod, now),
        orNone(status.path("podIPs").path(0).path("ip").asText(status.path("podIP").asText(""))),
        orNone(pod.path("spec").path("nodeName").asText("")),
        orNone(status.path("nominatedNodeName").asText("")),
        readinessGates(pod));
  }

  private static String restarts(PodSummary summary, Instant now) {
    if (summary.restarts() == 0 || summary.lastRestart().equals(Instant.MIN)) {
      return Integer.toString(summary.restarts());
    }
    String ago = Age.text(Duration.between(summary.lastRestart(), now));
    return summary.restarts() + " (" + ago + " ago)";
  }

  private static String readinessGates(JsonNode pod) {
    JsonNode gates = pod.path("spec").path("readinessGates");
    if (gates.isEmpty()) {
      return NONE;
    }
    int met = 0;
    for (JsonNode gate : gates) {
      String type = gate.path("conditionType").asText("");
      met += PodSummary.hasCondition(pod.path("status"), type) ? 1 : 0;
    }
    return met + "/" + gates.size();
  }

  private static String orNone(String text) {
    return text.isEmpty() ? NONE : text;
  }
}
