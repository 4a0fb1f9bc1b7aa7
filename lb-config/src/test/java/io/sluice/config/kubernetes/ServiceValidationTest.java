package io.sluice.config.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** KUBERNETES 1.2: what the API server would refuse. */
class ServiceValidationTest {
  private static final String IP = "clusterIP: 10.0.0.1, ";
  private static final String PORTS = "ports: [{port: 80}]";

  @ParameterizedTest(name = "1.2 {0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "required            | {clusterIP: 10.0.0.1}",
        "required            | {clusterIP: 10.0.0.1, ports: []}",
        "required            | {clusterIP: 10.0.0.1, ports: [{name: a}]}",
        "port-name-required  | {clusterIP: 10.0.0.1, ports: [{port: 80}, {name: b, port: 81}]}",
        "port-name-duplicate | {clusterIP: 10.0.0.1, ports: [{name: a, port: 80}, {name: a, port:"
            + " 81}]}",
        "port-duplicate      | {clusterIP: 10.0.0.1, ports: [{name: a, port: 80}, {name: b, port:"
            + " 80}]}",
        "node-port-duplicate | {type: NodePort, clusterIP: 10.0.0.1, ports: [{name: a, port: 80,"
            + " nodePort: 30000}, {name: b, port: 81, nodePort: 30000}]}",
        "node-port-type      | {clusterIP: 10.0.0.1, ports: [{port: 80, nodePort: 30000}]}",
        "port-range          | {clusterIP: 10.0.0.1, ports: [{port: 65536}]}",
        "port-range          | {clusterIP: 10.0.0.1, ports: [{port: '80'}]}",
        "target-port         | {clusterIP: 10.0.0.1, ports: [{port: 80, targetPort: 70000}]}",
        "target-port         | {clusterIP: 10.0.0.1, ports: [{port: 80, targetPort: Http}]}",
        "target-port         | {clusterIP: 10.0.0.1, ports: [{port: 80, targetPort: '80'}]}",
        "target-port         | {clusterIP: 10.0.0.1, ports: [{port: 80, targetPort: a--b}]}",
        "target-port         | {clusterIP: 10.0.0.1, ports: [{port: 80, targetPort:"
            + " sixteen-letters-}]}",
        "choice              | {clusterIP: 10.0.0.1, ports: [{port: 80, protocol: tcp}]}",
        "choice              | {clusterIP: 10.0.0.1, ports: [{port: 80}], sessionAffinity:"
            + " ClientIp}",
        "choice              | {clusterIP: 10.0.0.1, ports: [{port: 80}], type: ClusterIp}",
        "affinity-timeout    | {clusterIP: 10.0.0.1, ports: [{port: 80}],"
            + " sessionAffinityConfig: {clientIP: {timeoutSeconds: 86401}}}",
        "affinity-timeout    | {clusterIP: 10.0.0.1, ports: [{port: 80}],"
            + " sessionAffinityConfig: {clientIP: {timeoutSeconds: 0}}}",
        "headless-type       | {type: NodePort, clusterIP: None, ports: [{port: 80}]}",
        "headless-type       | {type: LoadBalancer, clusterIP: None, ports: [{port: 80}]}",
        "source-ranges-type  | {clusterIP: 10.0.0.1, ports: [{port: 80}],"
            + " loadBalancerSourceRanges: [10.0.0.0/8]}",
        "cidr                | {type: LoadBalancer, clusterIP: 10.0.0.1, ports: [{port: 80}],"
            + " loadBalancerSourceRanges: [10.0.0.0/33]}",
        "cidr                | {type: LoadBalancer, clusterIP: 10.0.0.1, ports: [{port: 80}],"
            + " loadBalancerSourceRanges: [10.0.0.0]}",
        "ip-address          | {clusterIP: 10.0.0, ports: [{port: 80}]}",
        "ip-address          | {clusterIP: 10.0.0.1, externalIPs: [host.example], ports: [{port:"
            + " 80}]}",
        "cluster-ips         | {clusterIP: 10.0.0.1, clusterIPs: [10.0.0.2], ports: [{port: 80}]}",
        "cluster-ips         | {clusterIPs: [10.0.0.1, 10.0.0.2], ports: [{port: 80}]}",
        "ip-families         | {clusterIP: 10.0.0.1, ipFamilies: [IPv6], ports: [{port: 80}]}",
        "type                | {clusterIP: 10.0.0.1, ports: {port: 80}}",
        "type                | {clusterIP: 10.0.0.1, ports: [{port: 80}], selector: {version: 1}}",
        "label-value         | {clusterIP: 10.0.0.1, ports: [{port: 80}], selector: {app: 'a b'}}",
        "name-syntax         | {clusterIP: 10.0.0.1, ports: [{name: Http, port: 80}]}",
      })
  void whatTheApiServerWouldRefuseIsAnError(String rule, String spec) {
    assertThat(Reading.of(Yaml.service("web", spec)).errorRules()).containsExactly(rule);
  }

  @ParameterizedTest(name = "1.2 accepted: {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{clusterIP: None}",
        "{clusterIP: None, selector: {app: web}, ports: []}",
        "{type: ExternalName, externalName: host.example}",
        "{clusterIP: 10.0.0.1, ports: [{name: a, port: 53}, {name: b, port: 53, protocol: UDP}]}",
        "{clusterIP: 10.0.0.1, ports: [{port: 80, targetPort: 0}]}",
        "{clusterIP: 10.0.0.1, ports: [{port: 80, targetPort: ''}]}",
        "{clusterIP: 10.0.0.1, ports: [{port: 80, targetPort: http-2, appProtocol:"
            + " kubernetes.io/ws}]}",
        "{type: LoadBalancer, clusterIP: 10.0.0.1, ports: [{port: 80}],"
            + " loadBalancerSourceRanges: [' 10.0.0.0/8 ', 'fd00::/8']}",
        "{clusterIP: 10.0.0.1, ports: [{port: 80}], sessionAffinity: ClientIP,"
            + " sessionAffinityConfig: {clientIP: {timeoutSeconds: 86400}}}",
      })
  void whatTheApiServerTakesIsNoError(String spec) {
    assertThat(Reading.of(Yaml.service("web", spec)).errorRules()).isEmpty();
  }

  @Test
  void everyKnownFieldOfASpecIsKnown() {
    Reading reading =
        Reading.of(
            Yaml.service(
                "web",
                """
                {type: LoadBalancer, clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1],
                 ipFamilies: [IPv4],
                 ipFamilyPolicy: SingleStack, externalIPs: [192.0.2.1], loadBalancerIP: 192.0.2.2,
                 loadBalancerClass: a/b, allocateLoadBalancerNodePorts: true, sessionAffinity: None,
                 externalTrafficPolicy: Cluster, internalTrafficPolicy: Cluster, externalName: '',
                 healthCheckNodePort: 0, publishNotReadyAddresses: false, selector: {},
                 loadBalancerSourceRanges: [],
                 sessionAffinityConfig: {clientIP: {timeoutSeconds: 1}},
                 ports: [{name: a, protocol: TCP, port: 80, targetPort: 80, nodePort: 0,
                          appProtocol: http}]}
                """
                    .strip()
                    .replace("\n", " ")));
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void misspeltFieldIsAWarningWithTheRightOne() {
    Reading reading =
        Reading.of(Yaml.service("web", "{" + IP + PORTS + ", sesionAffinity: ClientIP}"));
    assertThat(reading.problems()).hasSize(1);
    Problem problem = reading.problems().getFirst();
    assertThat(problem.rule()).isEqualTo("unknown-key");
    assertThat(problem.isError()).isFalse();
    assertThat(problem.message()).contains("did you mean sessionAffinity?");
    assertThat(problem.position().line()).isEqualTo(4);
  }

  @Test
  void problemHasThePathAndPositionOfItsValue() {
    Reading reading = Reading.of(Yaml.service("web", "{" + IP + "ports: [{port: 70000}]}"));
    Problem problem = reading.problems().getFirst();
    assertThat(problem.path()).isEqualTo("spec.ports[0].port");
    assertThat(problem.position().line()).isEqualTo(4);
    assertThat(problem.position().column()).isEqualTo(44);
    assertThat(problem.message()).isEqualTo("70000 is not a port; use 1 to 65535");
  }

  @Test
  void aServiceNeedsAName() {
    Reading reading = Reading.of("{apiVersion: v1, kind: Service, metadata: {}, spec: {}}");
    assertThat(reading.errorRules()).containsExactly("required");
    Reading bad = Reading.of("{apiVersion: v1, kind: Service, metadata: {name: 'a b'}, spec: {}}");
    assertThat(bad.errorRules()).containsExactly("name-syntax");
  }
}
