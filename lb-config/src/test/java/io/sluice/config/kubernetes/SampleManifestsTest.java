package io.sluice.config.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Manifest;
import io.sluice.config.problem.Problem;
import io.sluice.config.problem.Problems;
import io.sluice.config.schema.PortSettings;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleManifestsTest {
  private static Reading read(String... fileNames) throws IOException {
    Problems problems = new Problems();
    ManifestReader reader = new ManifestReader(problems, PortSettings.DEFAULT);
    Reading.samples(fileNames).forEach(reader::read);
    return new Reading(reader.finish(), problems.sorted());
  }

  @Test
  void samplesHaveNoProblem() throws IOException {
    assertThat(read().problems()).isEmpty();
  }

  @Test
  void clusterIpServiceLeadsToPort80OfItsThreePods() throws IOException {
    var service = read().service("sample-clusterip");
    assertThat(service.vips()).containsExactly(IpAddress.parse("10.97.91.208"));
    assertThat(service.ports().getFirst().port()).isEqualTo(8080);
    assertThat(Reading.endpoints(service, "http-port"))
        .containsExactly("172.30.194.66:80", "172.30.194.67:80", "172.30.194.68:80");
  }

  @Test
  void bothPortsOfOneServiceShareItsVip() throws IOException {
    var service = read().service("sample-clusterip-multi");
    assertThat(service.vips()).hasSize(1);
    assertThat(Reading.endpoints(service, "http-port"))
        .containsExactly("172.30.194.66:80", "172.30.194.67:80", "172.30.194.68:80");
    assertThat(Reading.endpoints(service, "https-port"))
        .containsExactly("172.30.194.66:443", "172.30.194.67:443", "172.30.194.68:443");
  }

  @Test
  void namedPortHasAnotherNumberInEachPod() throws IOException {
    var service = read().service("sample-named-port-service");
    assertThat(service.vips()).containsExactly(IpAddress.parse("10.98.79.151"));
    assertThat(Reading.endpoints(service, "http-port"))
        .containsExactlyInAnyOrder("172.30.194.79:81", "172.30.194.78:80");
  }

  @Test
  void podsWithDifferentNumbersAreInDifferentSlices() throws IOException {
    List<Manifest> slices =
        read().objects().inventory().endpointSlices().stream()
            .filter(slice -> slice.name().startsWith("sample-named-port-service-"))
            .toList();
    assertThat(slices).hasSize(2);
  }

  @Test
  void deploymentWithoutPodsHasNoEndpointAndANote() throws IOException {
    Reading reading = read("sample-deployment.yaml", "sample-clusterip.yaml");
    assertThat(Reading.endpoints(reading.service("sample-clusterip"), "http-port")).isEmpty();
    assertThat(reading.rules()).contains("deployment-without-pods");
    assertThat(reading.problems()).noneMatch(Problem::isError);
  }
}
