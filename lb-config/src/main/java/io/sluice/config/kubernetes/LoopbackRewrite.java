package io.sluice.config.kubernetes;

import static io.sluice.config.kubernetes.NodeEdit.all;
import static io.sluice.config.kubernetes.NodeEdit.each;
import static io.sluice.config.kubernetes.NodeEdit.in;
import static io.sluice.config.kubernetes.NodeEdit.text;

import io.sluice.config.model.IpAddress;
import io.sluice.config.yaml.Numbers;
import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlNode.Mapping;
import io.sluice.config.yaml.YamlNode.Scalar;

/**
 * Moves objects to where any user may listen: IPv4 addresses into 127.0.0.0/8 by their first
 * number, target ports below 1024 up by 10 000. Service ports and IPv6 addresses stay.
 */
final class LoopbackRewrite {
  private static final int LAST_PRIVILEGED_PORT = 1023;
  private static final int PORT_SHIFT = 10_000;

  private static final NodeEdit ADDRESS = text(LoopbackRewrite::address);
  private static final NodeEdit PORT = text(LoopbackRewrite::port);
  private static final NodeEdit CONTAINERS = each(in("ports", each(in("containerPort", PORT))));

  private static final NodeEdit POD =
      all(
          in("spec", all(in("containers", CONTAINERS), in("initContainers", CONTAINERS))),
          in("status", all(in("podIP", ADDRESS), in("podIPs", each(in("ip", ADDRESS))))));
  private static final NodeEdit SERVICE =
      all(
          in(
              "spec",
              all(
                  in("clusterIP", ADDRESS),
                  in("clusterIPs", each(ADDRESS)),
                  in("externalIPs", each(ADDRESS)),
                  in("ports", each(LoopbackRewrite::withTargetPort)))),
          in("status", in("loadBalancer", in("ingress", each(in("ip", ADDRESS))))));
  private static final NodeEdit ENDPOINT_SLICE =
      all(
          in("endpoints", each(in("addresses", each(ADDRESS)))),
          in("ports", each(in("port", PORT))));
  private static final NodeEdit ENDPOINTS =
      in(
          "subsets",
          each(
              all(
                  in("addresses", each(in("ip", ADDRESS))),
                  in("notReadyAddresses", each(in("ip", ADDRESS))),
                  in("ports", each(in("port", PORT))))));

  private LoopbackRewrite() {}

  /** The object where any user may listen. */
  static Mapping of(Mapping object, String kind) {
    NodeEdit edit =
        switch (kind) {
          case "Pod" -> POD;
          case "Service" -> SERVICE;
          case "EndpointSlice" -> ENDPOINT_SLICE;
          case "Endpoints" -> ENDPOINTS;
          default -> node -> node;
        };
    return (Mapping) edit.apply(object);
  }

  /** An absent target port is the service port, which itself stays. */
  private static YamlNode withTargetPort(YamlNode port) {
    if (!(port instanceof Mapping mapping)) {
      return port;
    }
    YamlNode target = mapping.get("targetPort");
    boolean isAbsent =
        target == null
            || (target instanceof Scalar scalar
                && (scalar.isNull() || scalar.text().isEmpty() || scalar.text().equals("0")));
    YamlNode source = isAbsent ? mapping.get("port") : target;
    return source == null ? port : NodeEdit.put("targetPort", PORT.apply(source)).apply(port);
  }

  private static String address(String text) {
    IpAddress address = IpAddress.tryParse(text);
    return address == null || address.isIpv6() ? text : "127" + text.substring(text.indexOf('.'));
  }

  private static String port(String text) {
    Integer port = Numbers.parseInteger(text, 1, LAST_PRIVILEGED_PORT);
    return port == null ? text : Integer.toString(port + PORT_SHIFT);
  }
}
