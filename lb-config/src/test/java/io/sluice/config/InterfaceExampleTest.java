package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example that shows most keys together, as it was promised. */
final class InterfaceExampleTest {
  @TempDir private Path folder;

  @Test
  void exampleLoads() {
    String text =
        """
        admin: {listen: 127.0.0.1:9900}
        shutdown: {drainTimeout: 30s}
        dataPlane: {transport: Auto, eventLoops: Auto, zeroCopy: Auto}
        limits: {maxConnections: Auto}
        vips: {assign: Off, interface: lo}
        defaults:
          connectTimeout: 5s
          idleTimeout: 1h
          halfClosedTimeout: 30s
          udpIdleTimeout: 60s
          retries: 3
        services:
          - name: web
            namespace: default
            labels: {app: web}
            vips: [10.97.91.208]
            ports:
              - {name: http, protocol: TCP, port: 8080, targetPort: 80}
            endpoints:
              - 172.30.194.66
              - 172.30.194.67 weight=2 zone=a
              - {address: 172.30.194.68, ports: {http: 81}, weight: 1}
            balancing: RoundRobin
            sessionAffinity: ClientIP
            sessionAffinityConfig: {clientIP: {timeoutSeconds: 10800}}
            loadBalancerSourceRanges: [10.0.0.0/8]
            proxyProtocol: {accept: Off, trusted: [10.0.0.0/8], send: V2}
            maxConnections: 10000
        """;
    assertThat(Loaded.text(folder, text).problems()).isEmpty();
  }
}
