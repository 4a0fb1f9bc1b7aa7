package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Fields that an API server fills in when an object is created. A manifest that somebody wrote by
 * hand lacks them; kubectl, which only ever sees created objects, does not know what to print then.
 */
public final class ApiDefaults {
  private ApiDefaults() {}

  /** A copy of an object with the fields that can be told from the object alone. */
  public static JsonNode applied(JsonNode object) {
    JsonNode copy = object.deepCopy();
    if (copy instanceof ObjectNode root) {
      fillIn(root.withObjectProperty("metadata"), "namespace", "default");
      switch (root.path("kind").asText("")) {
        case "Service" -> service(root.withObjectProperty("spec"));
        case "EndpointSlice" -> ports(root.path("ports"));
        case "Endpoints" -> root.path("subsets").forEach(subset -> ports(subset.path("ports")));
        case "Pod" -> fillIn(root.withObjectProperty("status"), "phase", "Pending");
        default -> {}
      }
    }
    return copy;
  }

  private static void service(ObjectNode spec) {
    fillIn(spec, "type", "ClusterIP");
    fillIn(spec, "sessionAffinity", "None");
    String type = spec.path("type").asText("");
    if (!type.equals("ExternalName")) {
      addresses(spec);
      fillIn(spec, "internalTrafficPolicy", "Cluster");
    }
    if (type.equals("NodePort")
        || type.equals("LoadBalancer")
        || !spec.path("externalIPs").isEmpty()) {
      fillIn(spec, "externalTrafficPolicy", "Cluster");
    }
    ports(spec.path("ports"));
    for (JsonNode port : spec.path("ports")) {
      if (port instanceof ObjectNode fields && isAbsent(fields.path("targetPort"))) {
        fields.set("targetPort", fields.path("port"));
      }
    }
  }

  private static void addresses(ObjectNode spec) {
    if (spec.path("clusterIPs").isEmpty() && spec.hasNonNull("clusterIP")) {
      spec.putArray("clusterIPs").add(spec.path("clusterIP"));
    }
    JsonNode clusterIps = spec.path("clusterIPs");
    if (clusterIps.isEmpty()) {
      // Which addresses a cluster would have given, nobody knows.
      return;
    }
    fillIn(spec, "clusterIP", clusterIps.path(0).asText(""));
    if (spec.path("ipFamilies").isEmpty()) {
      ArrayNode families = JsonNodeFactory.instance.arrayNode();
      clusterIps.forEach(ip -> families.add(ip.asText("").contains(":") ? "IPv6" : "IPv4"));
      spec.set("ipFamilies", families);
    }
    boolean isDualStack = spec.path("ipFamilies").size() > 1;
    fillIn(spec, "ipFamilyPolicy", isDualStack ? "RequireDualStack" : "SingleStack");
  }

  private static void ports(JsonNode ports) {
    for (JsonNode port : ports) {
      if (port instanceof ObjectNode fields) {
        fillIn(fields, "protocol", "TCP");
      }
    }
  }

  private static void fillIn(ObjectNode fields, String key, String value) {
    if (isAbsent(fields.path(key))) {
      fields.put(key, value);
    }
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isNull()
        || value.isMissingNode()
        || (value.isTextual() && value.asText().isEmpty());
  }
}
