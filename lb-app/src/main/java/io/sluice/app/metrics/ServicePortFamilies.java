package io.sluice.app.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.ServiceName;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.metrics.EndpointStatistics;
import io.sluice.core.metrics.ServicePortStatistics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The metrics that have a series for each service port, and for each of its endpoints. */
final class ServicePortFamilies {
  private final CounterFamily connections =
      new CounterFamily("sluice_connections", "Client connections accepted.");
  private final GaugeFamily connectionsActive =
      new GaugeFamily("sluice_connections_active", "Client connections open now.");
  private final CounterFamily closed =
      new CounterFamily("sluice_closed", "Client connections ended, by who ended them and when.");
  private final CounterFamily refused =
      new CounterFamily("sluice_refused", "Clients refused before an endpoint was asked for.");
  private final GaugeFamily clientsQueued =
      new GaugeFamily("sluice_clients_queued", "Clients that wait since every endpoint is full.");
  private final GaugeFamily affinityEntries =
      new GaugeFamily("sluice_affinity_entries", "Clients that session affinity remembers.");
  private final CounterFamily bytes =
      new CounterFamily("sluice_bytes", "Bytes read from clients and from endpoints.");
  private final CounterFamily relayedBytes =
      new CounterFamily("sluice_relayed_bytes", "Bytes of connections by the path they took.");
  private final CounterFamily connectFailures =
      new CounterFamily("sluice_connect_failures", "Failed attempts to connect to an endpoint.");
  private final CounterFamily retries =
      new CounterFamily("sluice_retries", "Attempts to connect after a first one failed.");
  private final CounterFamily omittedTlvs =
      new CounterFamily("sluice_proxy_tlvs_omitted", "TLVs left out of PROXY headers.");
  private final GaugeFamily endpointEligible =
      new GaugeFamily("sluice_endpoint_eligible", "Whether the endpoint gets new connections.");
  private final GaugeFamily endpointConnectionsActive =
      new GaugeFamily("sluice_endpoint_connections_active", "Connections to the endpoint now.");
  private final CounterFamily endpointConnections =
      new CounterFamily("sluice_endpoint_connections", "Connections the endpoint has accepted.");

  private final UdpFamilies udp = new UdpFamilies();

  void add(ServicePortStatistics port) {
    ServiceName service = port.servicePort().service();
    Labels labels =
        Labels.of(
            "namespace", service.namespace(),
            "service", service.name(),
            "port", port.servicePort().portName());
    connections.add(labels, port.connectionsTotal());
    connectionsActive.add(labels, port.connectionsActive());
    bytes.add(labels.add("direction", "from_client"), port.bytesFromClients());
    bytes.add(labels.add("direction", "to_client"), port.bytesToClients());
    retries.add(labels, port.retries());
    omittedTlvs.add(labels, port.omittedTlvs());
    clientsQueued.add(labels, port.clientsQueued());
    affinityEntries.add(labels, port.affinityEntries());
    port.closed().forEach((reason, count) -> addClosed(labels, reason, count));
    port.connectFailures()
        .forEach(
            (reason, count) -> connectFailures.add(labels.add("reason", reason.label()), count));
    if (port.servicePort().protocol() == Protocol.UDP) {
      udp.add(labels, port.udp());
    } else {
      port.relayedBytes()
          .forEach((path, count) -> relayedBytes.add(labels.add("path", path.label()), count));
    }
    for (EndpointStatistics endpoint : port.endpoints()) {
      addEndpoint(labels.add("endpoint", endpoint.address()), endpoint);
    }
  }

  List<MetricSnapshot> snapshots() {
    List<MetricSnapshot> snapshots = new ArrayList<>(udp.snapshots());
    Collections.addAll(
        snapshots,
        connections.snapshot(),
        connectionsActive.snapshot(),
        closed.snapshot(),
        refused.snapshot(),
        clientsQueued.snapshot(),
        affinityEntries.snapshot(),
        bytes.snapshot(),
        relayedBytes.snapshot(),
        connectFailures.snapshot(),
        retries.snapshot(),
        omittedTlvs.snapshot(),
        endpointEligible.snapshot(),
        endpointConnectionsActive.snapshot(),
        endpointConnections.snapshot());
    return snapshots;
  }

  private void addClosed(Labels labels, CloseReason reason, long count) {
    Labels withReason = labels.add("reason", reason.label());
    closed.add(withReason, count);
    if (reason.isRefusal()) {
      refused.add(withReason, count);
    }
  }

  private void addEndpoint(Labels labels, EndpointStatistics endpoint) {
    endpointEligible.add(labels, endpoint.isEligible() ? 1L : 0L);
    endpointConnectionsActive.add(labels, endpoint.connectionsActive());
    endpointConnections.add(labels, endpoint.connectionsTotal());
  }
}
