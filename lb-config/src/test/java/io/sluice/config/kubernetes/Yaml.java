package io.sluice.config.kubernetes;

/** Manifests that tests are made of. */
final class Yaml {
  /** Service web with one port, http 80, and the selector app: web. */
  static final String WEB =
      service(
          "web",
          "{clusterIP: 10.96.0.10, selector: {app: web},"
              + " ports: [{name: http, port: 80, targetPort: http}]}");

  private Yaml() {}

  static String service(String name, String spec) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: %s}
    spec: %s
    """
        .formatted(name, spec);
  }

  /** A slice of service web. */
  static String slice(String name, String ports, String endpoints) {
    return slice(name, "IPv4", "{kubernetes.io/service-name: web}", ports, endpoints);
  }

  static String slice(
      String name, String addressType, String labels, String ports, String endpoints) {
    return """
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: %s, labels: %s}
    addressType: %s
    ports: %s
    endpoints: %s
    """
        .formatted(name, labels, addressType, ports, endpoints);
  }

  /** A ready pod with the label app: web, whose container port http is 80. */
  static String pod(String name, String ip) {
    return pod(name, "labels: {app: web}", "[{name: http, containerPort: 80}]", ready(ip));
  }

  static String pod(String name, String metadata, String ports, String status) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: %s, %s}
    spec: {containers: [{name: c, image: i, ports: %s}]}
    status: %s
    """
        .formatted(name, metadata, ports, status);
  }

  static String ready(String ip) {
    return "{phase: Running, podIP: '%s', conditions: [{type: Ready, status: 'True'}]}"
        .formatted(ip);
  }

  static String unready(String ip) {
    return "{phase: Running, podIP: '%s', conditions: [{type: Ready, status: 'False'}]}"
        .formatted(ip);
  }
}
