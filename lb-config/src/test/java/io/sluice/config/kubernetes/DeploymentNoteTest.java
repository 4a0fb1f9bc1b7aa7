package io.sluice.config.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeploymentNoteTest {
  private static final String RULE = "deployment-without-pods";
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template: {metadata: {labels: {app: web}}, spec: {containers: []}}
      """;

  @Test
  void deploymentWithoutPodsIsNoted() {
    assertThat(Reading.of(Yaml.WEB, DEPLOYMENT).rules()).contains(RULE);
  }

  @Test
  void deploymentWithPodsIsNotNoted() {
    assertThat(Reading.of(Yaml.WEB, DEPLOYMENT, Yaml.pod("a", "10.1.0.1")).problems()).isEmpty();
  }

  @Test
  void deploymentBehindSlicesIsNotNoted() {
    String slice = Yaml.slice("web-1", "[{name: http, port: 8}]", "[{addresses: [10.1.0.1]}]");
    assertThat(Reading.of(Yaml.WEB, DEPLOYMENT, slice).problems()).isEmpty();
  }
}
