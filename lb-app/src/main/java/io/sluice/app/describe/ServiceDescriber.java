package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * {@code kubectl describe service}: a Service and its endpoints as rows of text.
 *
 * <p>The rows are those of kubectl 1.36. A row that an older kubectl lacks is only there when its
 * field is set, and the column is as wide as the longest label that is shown.
 */
public final class ServiceDescriber {
  private ServiceDescriber() {}

  /**
   * Describes one service.
   *
   * @param service with the defaults that the API server fills in, as an inventory has it
   * @param slices the EndpointSlices of the service, in the order of their names
   */
  public static String describe(JsonNode service, List<JsonNode> slices) {
    JsonNode metadata = service.path("metadata");
    JsonNode spec = service.path("spec");
    TabWriter out = TabWriter.ofDescription();
    out.line("Name:", text(metadata, "name"));
    out.line("Namespace:", text(metadata, "namespace"));
    labels(TextMap.of(metadata.path("labels")), out);
    Annotations.write(TextMap.of(metadata.path("annotations")), out);
    out.line("Selector:", TextMap.of(spec.path("selector")).joined());
    out.line("Type:", text(spec, "type"));
    addresses(spec, out);
    ingress(service.path("status").path("loadBalancer").path("ingress"), out);
    for (JsonNode port : spec.path("ports")) {
      port(port, slices, out);
    }
    out.line("Session Affinity:", text(spec, "sessionAffinity"));
    optional("External Traffic Policy:", text(spec, "externalTrafficPolicy"), out);
    optional("Internal Traffic Policy:", text(spec, "internalTrafficPolicy"), out);
    if (spec.path("healthCheckNodePort").asInt() != 0) {
      out.line("HealthCheck NodePort:", text(spec, "healthCheckNodePort"));
    }
    optional("LoadBalancer Source Ranges:", joined(spec.path("loadBalancerSourceRanges")), out);
    optional("Traffic Distribution:", text(spec, "trafficDistribution"), out);
    out.line("Events:", "<none>");
    return out.aligned();
  }

  /** Joins the descriptions of several services. */
  public static String join(List<String> descriptions) {
    return String.join("\n\n", descriptions);
  }

  private static void labels(TextMap labels, TabWriter out) {
    List<String> rows = new ArrayList<>();
    for (Map.Entry<String, String> label : labels.entries().entrySet()) {
      rows.add(TerminalText.escaped(label.getKey() + "=" + label.getValue()));
    }
    String label = "Labels:";
    for (String row : rows.isEmpty() ? List.of("<none>") : rows) {
      out.line(label, row);
      label = "";
    }
  }

  private static void addresses(JsonNode spec, TabWriter out) {
    optional("IP Family Policy:", text(spec, "ipFamilyPolicy"), out);
    out.line("IP Families:", joinedOrNone(spec.path("ipFamilies")));
    out.line("IP:", text(spec, "clusterIP"));
    out.line("IPs:", joinedOrNone(spec.path("clusterIPs")));
    optional("External IPs:", joined(spec.path("externalIPs")), out);
    optional("Desired LoadBalancer IP:", text(spec, "loadBalancerIP"), out);
    optional("External Name:", text(spec, "externalName"), out);
  }

  private static void ingress(JsonNode points, TabWriter out) {
    List<String> shown = new ArrayList<>();
    for (JsonNode point : points) {
      String ip = text(point, "ip");
      String mode = text(point, "ipMode");
      if (ip.isEmpty()) {
        shown.add(text(point, "hostname"));
      } else {
        shown.add(mode.isEmpty() ? ip : ip + " (" + mode + ")");
      }
    }
    optional("LoadBalancer Ingress:", String.join(", ", shown), out);
  }

  private static void port(JsonNode port, List<JsonNode> slices, TabWriter out) {
    String name = text(port, "name");
    String shownName = name.isEmpty() ? "<unset>" : name;
    String protocol = "/" + text(port, "protocol");
    out.line("Port:", shownName, text(port, "port") + protocol);
    out.line("TargetPort:", port.path("targetPort").asText("0") + protocol);
    optional("AppProtocol:", text(port, "appProtocol"), out);
    if (port.path("nodePort").asInt() != 0) {
      out.line("NodePort:", shownName, text(port, "nodePort") + protocol);
    }
    out.line("Endpoints:", SliceEndpoints.text(slices, name));
  }

  private static void optional(String label, String value, TabWriter out) {
    if (!value.isEmpty()) {
      out.line(label, value);
    }
  }

  private static String joinedOrNone(JsonNode list) {
    return list.isEmpty() ? "<none>" : joined(list);
  }

  private static String joined(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(item -> item.asText(""))
        .collect(Collectors.joining(","));
  }

  private static String text(JsonNode object, String key) {
    return TerminalText.escaped(object.path(key).asText(""));
  }
}
