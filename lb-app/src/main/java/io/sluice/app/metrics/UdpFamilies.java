package io.sluice.app.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.sluice.core.metrics.UdpStatistics;
import java.util.List;

/** The metrics that have a series for each UDP service port. */
final class UdpFamilies {
  private final GaugeFamily sessionsActive =
      new GaugeFamily("sluice_udp_sessions_active", "UDP sessions now.");
  private final CounterFamily sessionsEnded =
      new CounterFamily("sluice_udp_sessions_ended", "UDP sessions ended, by what ended them.");
  private final CounterFamily datagrams =
      new CounterFamily(
          "sluice_udp_datagrams", "Datagrams that came from clients and from endpoints.");
  private final CounterFamily dropped =
      new CounterFamily("sluice_udp_dropped", "Datagrams discarded, by reason.");

  void add(Labels labels, UdpStatistics udp) {
    sessionsActive.add(labels, udp.sessionsActive());
    datagrams.add(labels.add("direction", "from_client"), udp.datagramsFromClients());
    datagrams.add(labels.add("direction", "to_client"), udp.datagramsToClients());
    udp.ended()
        .forEach((reason, count) -> sessionsEnded.add(labels.add("reason", reason.label()), count));
    udp.dropped()
        .forEach((reason, count) -> dropped.add(labels.add("reason", reason.label()), count));
  }

  List<MetricSnapshot> snapshots() {
    return List.of(
        sessionsActive.snapshot(),
        sessionsEnded.snapshot(),
        datagrams.snapshot(),
        dropped.snapshot());
  }
}
