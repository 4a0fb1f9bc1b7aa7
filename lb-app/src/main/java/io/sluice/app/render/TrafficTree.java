package io.sluice.app.render;

import io.sluice.config.model.BalancingPolicy;
import io.sluice.config.model.HashKey;
import io.sluice.config.model.IpRange;
import io.sluice.config.model.ProxyProtocol;
import io.sluice.config.model.Route;
import io.sluice.config.model.SessionAffinity.ClientIp;
import io.sluice.config.model.SocketSettings;
import io.sluice.config.model.SocketSettings.Keepalive;
import io.sluice.config.model.SocketSettings.Listening;
import io.sluice.config.model.SocketSettings.Source;
import io.sluice.config.model.TrafficLimits;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.UdpSettings;
import io.sluice.config.yaml.Sizes;
import java.util.List;
import java.util.Map;

/**
 * Traffic settings as the keys of a native service port, those that are not the default. Session
 * affinity, which is a service's, is apart.
 */
final class TrafficTree {
  private static final TrafficSettings USUAL = TrafficSettings.DEFAULT;

  private TrafficTree() {}

  static Map<String, Object> of(TrafficSettings traffic) {
    Tree tree = new Tree();
    addBalancing(tree, traffic);
    tree.add("trafficDistribution", traffic.distribution().label(), USUAL.distribution().label());
    tree.add("loadBalancerSourceRanges", texts(traffic.sourceRanges().allowed()), List.of());
    tree.add("deniedSourceRanges", texts(traffic.sourceRanges().denied()), List.of());
    addLimits(tree, traffic.limits());
    tree.add("proxyProtocol", proxyProtocol(traffic.proxyProtocol()), Map.of());
    addUdp(tree, traffic.udp());
    addSockets(tree, traffic.sockets());
    tree.add("tls", TlsTree.of(traffic.tls()), Map.of());
    return tree.map();
  }

  /** The items of {@code routes}. */
  static List<Object> of(List<Route> routes) {
    return routes.stream().<Object>map(TrafficTree::route).toList();
  }

  /** {@code sessionAffinityConfig}. */
  static Map<String, Object> of(ClientIp affinity) {
    ClientIp usual = new ClientIp(affinity.timeout());
    Map<String, Object> clientIp =
        new Tree()
            .add("timeoutSeconds", affinity.timeout().toSeconds())
            .add("affinityScope", affinity.scope().label(), usual.scope().label())
            .add("ipv4Prefix", affinity.ipv4Prefix(), usual.ipv4Prefix())
            .add("ipv6Prefix", affinity.ipv6Prefix(), usual.ipv6Prefix())
            .add("maxEntries", affinity.maxEntries(), usual.maxEntries())
            .map();
    return Map.of("clientIP", clientIp);
  }

  private static void addBalancing(Tree tree, TrafficSettings traffic) {
    HashKey hashKey = traffic.hashKey();
    HashKey usual = HashKey.DEFAULT;
    Tree config =
        new Tree()
            .add("hashKey", hashKey.source().label(), usual.source().label())
            .add("ipv4Prefix", hashKey.ipv4Prefix(), usual.ipv4Prefix())
            .add("ipv6Prefix", hashKey.ipv6Prefix(), usual.ipv6Prefix());
    switch (traffic.balancing()) {
      case BalancingPolicy.RoundRobin() -> {}
      case BalancingPolicy.LeastConnections() -> tree.add("balancing", "LeastConnections");
      case BalancingPolicy.Random() -> tree.add("balancing", "Random");
      case BalancingPolicy.Maglev(int tableSize, int maxLoadPercent) -> {
        tree.add("balancing", "Maglev");
        config
            .add("tableSize", tableSize, BalancingPolicy.Maglev.DEFAULT_TABLE_SIZE)
            .add("maxLoadPercent", maxLoadPercent, BalancingPolicy.Maglev.UNBOUNDED);
      }
      case BalancingPolicy.PeakEwma(var decay) -> {
        tree.add("balancing", "PeakEwma");
        config.add("decay", decay, BalancingPolicy.PeakEwma.DEFAULT_DECAY);
      }
    }
    tree.add("balancingConfig", config.map(), Map.of());
  }

  private static void addLimits(Tree tree, TrafficLimits limits) {
    TrafficLimits usual = TrafficLimits.DEFAULT;
    Map<String, Object> queue =
        new Tree()
            .add("size", limits.queueSize(), usual.queueSize())
            .add("timeout", limits.queueTimeout(), usual.queueTimeout())
            .map();
    tree.add("maxConnections", limits.maxConnections(), usual.maxConnections())
        .add(
            "maxConnectionsPerEndpoint",
            limits.maxConnectionsPerEndpoint(),
            usual.maxConnectionsPerEndpoint())
        .add(
            "maxConnectionsPerClient",
            limits.maxConnectionsPerClient(),
            usual.maxConnectionsPerClient())
        .add("connectionRate", limits.connectionRate(), usual.connectionRate())
        .add(
            "connectionRatePerClient",
            limits.connectionRatePerClient(),
            usual.connectionRatePerClient())
        .add("byteRate", Sizes.format(limits.byteRate()), Sizes.format(usual.byteRate()))
        .add(
            "byteRatePerConnection",
            Sizes.format(limits.byteRatePerConnection()),
            Sizes.format(usual.byteRatePerConnection()))
        .add("queue", queue, Map.of())
        .add("maxConnectionLifetime", limits.maxLifetime(), usual.maxLifetime())
        .add(
            "maxConnectionLifetimeJitterPercent",
            limits.maxLifetimeJitterPercent(),
            usual.maxLifetimeJitterPercent());
  }

  private static Map<String, Object> proxyProtocol(ProxyProtocol proxy) {
    ProxyProtocol usual = ProxyProtocol.OFF;
    List<Map<String, Object>> tlvs =
        proxy.tlvs().stream()
            .map(tlv -> new Tree().add("type", tlv.type()).add("value", tlv.value()).map())
            .toList();
    return new Tree()
        .add("accept", proxy.accept().label(), usual.accept().label())
        .add("trusted", texts(proxy.trusted()), List.of())
        .add("headerTimeout", proxy.headerTimeout(), usual.headerTimeout())
        .add("send", proxy.send().label(), usual.send().label())
        .add("passTlvs", proxy.passTlvs(), usual.passTlvs())
        .add("tlvs", tlvs, List.of())
        .add("checksum", proxy.checksum(), usual.checksum())
        .map();
  }

  private static void addUdp(Tree tree, UdpSettings udp) {
    tree.add("udpRequests", udp.requests(), UdpSettings.UNCOUNTED)
        .add("udpResponses", udp.responses(), UdpSettings.UNCOUNTED)
        .add("udpBalancing", udp.isPerDatagram() ? "PerDatagram" : "PerSession", "PerSession")
        .add("maxUdpSessionsPerClient", udp.maxSessionsPerClient(), 0);
  }

  private static void addSockets(Tree tree, SocketSettings sockets) {
    SocketSettings.Endpoint endpoint = sockets.endpoint();
    Map<String, Object> endpointSockets =
        new Tree()
            .addUnlessNull("device", endpoint.device())
            .add("fastOpen", endpoint.fastOpen(), false)
            .add("mark", endpoint.mark(), 0)
            .map();
    tree.add("listening", listening(sockets.listening()), Map.of())
        .add("clientKeepalive", keepalive(sockets.client()), Map.of())
        .add("endpointKeepalive", keepalive(endpoint.keepalive()), Map.of())
        .add("endpointSockets", endpointSockets, Map.of())
        .add("sourceAddress", word(endpoint.source()), word(new Source.Own()));
  }

  private static Map<String, Object> listening(Listening listening) {
    Listening usual = SocketSettings.DEFAULT.listening();
    return new Tree()
        .add("backlog", listening.backlog(), usual.backlog())
        .add("fastOpen", listening.fastOpen(), usual.fastOpen())
        .add("deferAccept", listening.deferAccept(), usual.deferAccept())
        .add("freebind", listening.freebind(), usual.freebind())
        .addUnlessNull("device", listening.device())
        .add("mark", listening.mark(), usual.mark())
        .map();
  }

  private static Map<String, Object> keepalive(Keepalive keepalive) {
    return new Tree()
        .add("idle", keepalive.idle(), Keepalive.OFF.idle())
        .add("interval", keepalive.interval(), Keepalive.OFF.interval())
        .add("probes", keepalive.probes(), Keepalive.OFF.probes())
        .add("userTimeout", keepalive.userTimeout(), Keepalive.OFF.userTimeout())
        .map();
  }

  private static String word(Source source) {
    return switch (source) {
      case Source.Own() -> "Own";
      case Source.Client() -> "Client";
      case Source.Fixed(var address) -> address.toString();
    };
  }

  private static Object route(Route route) {
    return new Tree()
        .add("names", route.names())
        .add("alpn", route.alpn(), List.of())
        .add("service", route.target().service().toString())
        .add("port", route.target().portName(), "")
        .map();
  }

  private static List<String> texts(List<IpRange> ranges) {
    return ranges.stream().map(IpRange::toString).toList();
  }
}
