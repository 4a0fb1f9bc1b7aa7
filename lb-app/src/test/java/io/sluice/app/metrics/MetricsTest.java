package io.sluice.app.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.reload.ReloadReport;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePortName;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.metrics.ConnectFailure;
import io.sluice.core.metrics.EndpointStatistics;
import io.sluice.core.metrics.PipeStatistics;
import io.sluice.core.metrics.RelayPath;
import io.sluice.core.metrics.ServicePortStatistics;
import io.sluice.core.metrics.SessionEnd;
import io.sluice.core.metrics.Statistics;
import io.sluice.core.metrics.UdpDrop;
import io.sluice.core.metrics.UdpStatistics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class MetricsTest {
  private static final PipeStatistics PIPES = new PipeStatistics(12, 262_144, 13);
  private static final ReloadReport RELOAD =
      new ReloadReport(
          ReloadReport.Outcome.INVALID,
          Instant.ofEpochMilli(1_500),
          List.of(),
          "",
          List.of(),
          List.of());

  @Test
  void servicePortsAndEndpointsHaveTheirSeries() throws IOException {
    assertThat(scrape(statistics(List.of(servicePort("web", 2)))))
        .contains(
            "sluice_connections_total{namespace=\"shop\",port=\"http\",service=\"web\"} 11.0\n",
            "sluice_connections_active{namespace=\"shop\",port=\"http\",service=\"web\"} 2.0\n",
            "sluice_bytes_total{direction=\"from_client\",namespace=\"shop\",port=\"http\","
                + "service=\"web\"} 100.0\n",
            "sluice_bytes_total{direction=\"to_client\",namespace=\"shop\",port=\"http\","
                + "service=\"web\"} 2000.0\n",
            "sluice_relayed_bytes_total{namespace=\"shop\",path=\"copy\",port=\"http\","
                + "service=\"web\"} 600.0\n",
            "sluice_relayed_bytes_total{namespace=\"shop\",path=\"splice\",port=\"http\","
                + "service=\"web\"} 1500.0\n",
            "sluice_retries_total{namespace=\"shop\",port=\"http\",service=\"web\"} 5.0\n",
            "sluice_closed_total{namespace=\"shop\",port=\"http\",reason=\"finished\","
                + "service=\"web\"} 3.0\n",
            "sluice_refused_total{namespace=\"shop\",port=\"http\",reason=\"client_full\","
                + "service=\"web\"} 3.0\n",
            "sluice_clients_queued{namespace=\"shop\",port=\"http\",service=\"web\"} 7.0\n",
            "sluice_proxy_tlvs_omitted_total{namespace=\"shop\",port=\"http\",service=\"web\"}"
                + " 9.0\n",
            "sluice_affinity_entries{namespace=\"shop\",port=\"http\",service=\"web\"} 8.0\n",
            "sluice_connect_failures_total{namespace=\"shop\",port=\"http\",reason=\"refused\","
                + "service=\"web\"} 4.0\n",
            "sluice_endpoint_eligible{endpoint=\"10.0.0.1:80\",namespace=\"shop\",port=\"http\","
                + "service=\"web\"} 0.0\n",
            "sluice_endpoint_connections_active{endpoint=\"10.0.0.1:80\",namespace=\"shop\","
                + "port=\"http\",service=\"web\"} 1.0\n");
  }

  @Test
  void udpServicePortsHaveTheirSeries() throws IOException {
    assertThat(scrape(statistics(List.of(servicePort("dns", 1, Protocol.UDP)))))
        .contains(
            "# HELP sluice_udp_sessions_active UDP sessions now.\n",
            "sluice_udp_sessions_active{namespace=\"shop\",port=\"http\",service=\"dns\"} 7.0\n",
            "# HELP sluice_udp_datagrams_total Datagrams that came from clients and from"
                + " endpoints.\n",
            "sluice_udp_datagrams_total{direction=\"from_client\",namespace=\"shop\","
                + "port=\"http\",service=\"dns\"} 60.0\n",
            "sluice_udp_datagrams_total{direction=\"to_client\",namespace=\"shop\","
                + "port=\"http\",service=\"dns\"} 50.0\n",
            "# HELP sluice_udp_dropped_total Datagrams discarded, by reason.\n",
            "sluice_udp_dropped_total{namespace=\"shop\",port=\"http\",reason=\"table_full\","
                + "service=\"dns\"} 8.0\n",
            "sluice_udp_sessions_ended_total{namespace=\"shop\",port=\"http\","
                + "reason=\"idle_timeout\",service=\"dns\"} 9.0\n");
  }

  @Test
  void f24PipesAreVisible() throws IOException {
    assertThat(scrape(statistics(List.of())))
        .contains(
            "sluice_pipes_open 12.0\n",
            "sluice_pipe_capacity_bytes 262144.0\n",
            "sluice_pipes_refused_total 13.0\n");
  }

  @Test
  void udpServicePortsHaveNoPath() throws IOException {
    assertThat(scrape(statistics(List.of(servicePort("dns", 1, Protocol.UDP)))))
        .doesNotContain("sluice_relayed_bytes_total");
  }

  @Test
  void tcpServicePortsHaveNoUdpSeries() throws IOException {
    assertThat(scrape(statistics(List.of(servicePort("web", 1))))).doesNotContain("sluice_udp_");
  }

  @Test
  void configurationMetricsTellOfARefusedReload() throws IOException {
    assertThat(scrape(statistics(List.of())))
        .contains(
            "sluice_config_generation 9.0\n",
            "sluice_config_last_reload_successful 0.0\n",
            "sluice_config_last_reload_timestamp_seconds 1.5\n",
            "sluice_build_info{version=\"1.2.3\"} 1");
  }

  @Test
  void connectTimesFallIntoBuckets() throws IOException {
    Statistics statistics = statistics(List.of());
    statistics.connectTimeNanos().recordValue(200_000);
    statistics.connectTimeNanos().recordValue(3_000_000);
    statistics.connectTimeNanos().recordValue(20_000_000_000L);
    assertThat(scrape(statistics))
        .contains(
            "sluice_connect_duration_seconds_bucket{le=\"1.0E-4\"} 0\n",
            "sluice_connect_duration_seconds_bucket{le=\"2.5E-4\"} 1\n",
            "sluice_connect_duration_seconds_bucket{le=\"0.005\"} 2\n",
            "sluice_connect_duration_seconds_bucket{le=\"10.0\"} 2\n",
            "sluice_connect_duration_seconds_bucket{le=\"+Inf\"} 3\n",
            "sluice_connect_duration_seconds_count 3\n");
  }

  @Test
  @Timeout(60)
  void tenThousandServicesCanBeScraped() throws IOException {
    List<ServicePortStatistics> servicePorts =
        IntStream.range(0, 10_000).mapToObj(i -> servicePort("service-" + i, 10)).toList();
    CountingStream out = new CountingStream();
    try (Metrics metrics = new Metrics("1.2.3", () -> statistics(servicePorts), () -> RELOAD)) {
      metrics.write(null, out);
    }
    assertThat(out.lines).isGreaterThan(400_000);
  }

  private static String scrape(Statistics statistics) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Metrics metrics = new Metrics("1.2.3", () -> statistics, () -> RELOAD)) {
      metrics.write(null, out);
    }
    return out.toString(UTF_8);
  }

  private static Statistics statistics(List<ServicePortStatistics> servicePorts) {
    return new Statistics(9, 2, 1000, true, 1, 7, 500, new Histogram(3), PIPES, servicePorts);
  }

  private static ServicePortStatistics servicePort(String name, int endpoints) {
    return servicePort(name, endpoints, Protocol.TCP);
  }

  private static ServicePortStatistics servicePort(String name, int endpoints, Protocol protocol) {
    List<EndpointStatistics> statistics = new ArrayList<>();
    for (int i = 0; i < endpoints; i++) {
      statistics.add(new EndpointStatistics("10.0.0." + i + ":80", i == 0, i, i, 6));
    }
    ServiceName service = new ServiceName("shop", name);
    return new ServicePortStatistics(
        new ServicePortName(service, "http", protocol),
        11,
        2,
        100,
        2000,
        Map.of(RelayPath.COPY, 600L, RelayPath.SPLICE, 1500L),
        5,
        all(CloseReason.values(), 3),
        all(ConnectFailure.values(), 4),
        9,
        protocol == Protocol.TCP
            ? UdpStatistics.NONE
            : new UdpStatistics(
                20, 7, 60, 50, all(UdpDrop.values(), 8), all(SessionEnd.values(), 9)),
        7,
        8,
        statistics);
  }

  private static <K> Map<K, Long> all(K[] keys, long count) {
    return Arrays.stream(keys).collect(Collectors.toMap(Function.identity(), key -> count));
  }

  /** Keeps nothing of what is written but the number of lines. */
  private static final class CountingStream extends OutputStream {
    private long lines;

    @Override
    public void write(int b) {
      lines += b == '\n' ? 1 : 0;
    }
  }
}
