package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The table of services. */
final class ServiceColumns implements Columns {
  private static final String NONE = "<none>";

  @Override
  public List<String> headers() {
    return List.of("NAME", "TYPE", "CLUSTER-IP", "EXTERNAL-IP", "PORT(S)", "AGE", "SELECTOR");
  }

  @Override
  public int wideOnly() {
    return 1;
  }

  @Override
  public List<String> cells(JsonNode service, Instant now) {
    JsonNode spec = service.path("spec");
    return List.of(
        Columns.name(service),
        spec.path("type").asText(""),
        clusterIp(spec),
        externalIp(service),
        ports(spec.path("ports")),
        Columns.age(service, now),
        TextMap.of(spec.path("selector")).joined());
  }

  private static String clusterIp(JsonNode spec) {
    String first = spec.path("clusterIPs").path(0).asText(spec.path("clusterIP").asText(""));
    return first.isEmpty() ? NONE : first;
  }

  private static String externalIp(JsonNode service) {
    JsonNode spec = service.path("spec");
    List<String> external = new ArrayList<>();
    spec.path("externalIPs").forEach(ip -> external.add(ip.asText("")));
    return switch (spec.path("type").asText("")) {
      case "ClusterIP", "NodePort" -> external.isEmpty() ? NONE : String.join(",", external);
      case "LoadBalancer" -> {
        List<String> shown = new ArrayList<>(ingress(service));
        shown.addAll(external);
        yield shown.isEmpty() ? "<pending>" : String.join(",", shown);
      }
      case "ExternalName" -> spec.path("externalName").asText("");
      default -> "<unknown>";
    };
  }

  private static SortedSet<String> ingress(JsonNode service) {
    SortedSet<String> sorted = new TreeSet<>();
    for (JsonNode point : service.path("status").path("loadBalancer").path("ingress")) {
      String ip = point.path("ip").asText("");
      String shown = ip.isEmpty() ? point.path("hostname").asText("") : ip;
      if (!shown.isEmpty()) {
        sorted.add(shown);
      }
    }
    return sorted;
  }

  private static String ports(JsonNode ports) {
    List<String> shown = new ArrayList<>();
    for (JsonNode port : ports) {
      int nodePort = port.path("nodePort").asInt();
      shown.add(
          port.path("port").asInt()
              + (nodePort > 0 ? ":" + nodePort : "")
              + "/"
              + port.path("protocol").asText(""));
    }
    return shown.isEmpty() ? NONE : String.join(",", shown);
  }
}
