package io.sluice.config.schema;

import static io.sluice.config.schema.SchemaParts.anyOf;
import static io.sluice.config.schema.SchemaParts.choice;
import static io.sluice.config.schema.SchemaParts.duration;
import static io.sluice.config.schema.SchemaParts.entry;
import static io.sluice.config.schema.SchemaParts.flag;
import static io.sluice.config.schema.SchemaParts.integer;
import static io.sluice.config.schema.SchemaParts.label;
import static io.sluice.config.schema.SchemaParts.list;
import static io.sluice.config.schema.SchemaParts.nonEmpty;
import static io.sluice.config.schema.SchemaParts.object;
import static io.sluice.config.schema.SchemaParts.orOff;
import static io.sluice.config.schema.SchemaParts.pattern;
import static io.sluice.config.schema.SchemaParts.scalar;
import static io.sluice.config.schema.SchemaParts.size;
import static io.sluice.config.schema.SchemaParts.text;

import io.sluice.config.schema.SchemaParts.Property;
import java.util.List;
import java.util.Map;

/** The schema of what {@link PortKeys} and {@link RouteKeys} read. */
final class PortSchema {
  private static final String HEXADECIMAL = "^0x[0-9A-Fa-f]{1,7}$";

  private PortSchema() {}

  /** The keys that stand in {@code defaults}, on a service and on a service port alike. */
  static Property[] keys() {
    return new Property[] {
      entry("connectTimeout", duration("5s")),
      entry("idleTimeout", duration("1h")),
      entry("halfClosedTimeout", duration("30s")),
      entry("udpIdleTimeout", duration("1m")),
      entry("retries", integer(0, ConnectionKeys.MAX_RETRIES)),
      entry("balancing", choice(Choices.POLICIES.keySet())),
      entry("balancingConfig", balancingConfig()),
      entry("trafficDistribution", choice(Choices.DISTRIBUTIONS.keySet())),
      entry("loadBalancerSourceRanges", ranges()),
      entry("deniedSourceRanges", ranges()),
      entry("maxConnections", count()),
      entry("maxConnectionsPerEndpoint", count()),
      entry("maxConnectionsPerClient", count()),
      entry("connectionRate", count()),
      entry("connectionRatePerClient", count()),
      entry("byteRate", orOff(size())),
      entry("byteRatePerConnection", orOff(size())),
      entry("queue", queue()),
      entry("maxConnectionLifetime", orOff(duration())),
      entry("maxConnectionLifetimeJitterPercent", integer(0, 100)),
      entry("proxyProtocol", proxyProtocol()),
      entry("udpRequests", orOff(integer(1, UdpKeys.MAX_DATAGRAMS))),
      entry("udpResponses", orOff(integer(0, UdpKeys.MAX_DATAGRAMS))),
      entry("udpBalancing", choice(Choices.UDP_BALANCING.keySet())),
      entry("maxUdpSessionsPerClient", count()),
      entry("listening", listening()),
      entry("clientKeepalive", keepalive()),
      entry("endpointKeepalive", keepalive()),
      entry("endpointSockets", endpointSockets()),
      entry("sourceAddress", text("Client, an IP address, or Own")),
      entry("tls", tls()),
    };
  }

  /** An item of {@code routes}. */
  static Map<String, Object> route() {
    return object(
        List.of("names", "service"),
        entry("names", nonEmpty(list(text("a.example, *.example or *")))),
        entry("alpn", list(scalar())),
        entry("service", text("NAME or NAMESPACE/NAME")),
        entry("port", label()));
  }

  private static Map<String, Object> balancingConfig() {
    int last = BalancingKeys.TABLE_SIZES.getLast();
    return object(
        List.of(),
        entry("hashKey", choice(Choices.HASH_KEYS.keySet())),
        entry("ipv4Prefix", integer(0, RangeKeys.IPV4_BITS)),
        entry("ipv6Prefix", integer(0, RangeKeys.IPV6_BITS)),
        entry("tableSize", integer(BalancingKeys.TABLE_SIZES.getFirst(), last)),
        entry(
            "maxLoadPercent",
            orOff(integer(BalancingKeys.MIN_LOAD_PERCENT, BalancingKeys.MAX_LOAD_PERCENT))),
        entry("decay", duration("10s")));
  }

  private static Map<String, Object> queue() {
    return object(
        List.of(),
        entry("size", integer(0, LimitKeys.MAX_QUEUE_SIZE)),
        entry("timeout", duration("5s")));
  }

  private static Map<String, Object> proxyProtocol() {
    Map<String, Object> type =
        anyOf(integer(1, ProxyProtocolKeys.MAX_TLV_TYPE), pattern(HEXADECIMAL));
    Map<String, Object> tlv =
        object(List.of("type", "value"), entry("type", type), entry("value", scalar()));
    return object(
        List.of(),
        entry("accept", choice(Choices.ACCEPT.keySet())),
        entry("trusted", ranges()),
        entry("headerTimeout", duration("5s")),
        entry("send", choice(Choices.SEND.keySet())),
        entry("passTlvs", flag()),
        entry("tlvs", list(tlv)),
        entry("checksum", flag()));
  }

  private static Map<String, Object> listening() {
    return object(
        List.of(),
        entry("backlog", integer(0, SocketKeys.MAX_BACKLOG)),
        entry("fastOpen", integer(0, SocketKeys.MAX_BACKLOG)),
        entry("deferAccept", duration("0s")),
        entry("freebind", flag()),
        entry("device", scalar()),
        entry("mark", mark()));
  }

  private static Map<String, Object> keepalive() {
    return object(
        List.of(),
        entry("idle", duration("0s")),
        entry("interval", duration("0s")),
        entry("probes", integer(0, SocketKeys.MAX_PROBES)),
        entry("userTimeout", duration("0s")));
  }

  private static Map<String, Object> endpointSockets() {
    return object(
        List.of(), entry("device", scalar()), entry("fastOpen", flag()), entry("mark", mark()));
  }

  private static Map<String, Object> tls() {
    return object(
        List.of(),
        entry("termination", orOff(termination())),
        entry("origination", orOff(origination())));
  }

  private static Map<String, Object> termination() {
    Map<String, Object> pair =
        object(
            List.of("certificate", "privateKey"),
            entry("certificate", file()),
            entry("privateKey", file()));
    return object(
        List.of("certificates"),
        entry("certificates", nonEmpty(list(pair))),
        entry("clientCertificates", choice(Choices.CLIENT_CERTIFICATES.keySet())),
        entry("clientCertificateAuthorities", file()),
        entry("alpn", list(scalar())),
        entry("minVersion", choice(Choices.TLS_VERSIONS.keySet())),
        entry("handshakeTimeout", duration("10s")));
  }

  private static Map<String, Object> origination() {
    return object(
        List.of(),
        entry("serverName", scalar()),
        entry("authorities", file()),
        entry("certificate", file()),
        entry("privateKey", file()),
        entry("verify", choice(Choices.VERIFY.keySet())),
        entry("alpn", list(scalar())),
        entry("minVersion", choice(Choices.TLS_VERSIONS.keySet())),
        entry("handshakeTimeout", duration("10s")));
  }

  private static Map<String, Object> ranges() {
    return list(text("ADDRESS/LENGTH"));
  }

  private static Map<String, Object> count() {
    return orOff(integer(1, LimitKeys.MAX_CONNECTIONS));
  }

  private static Map<String, Object> mark() {
    return anyOf(integer(0, Integer.MAX_VALUE), pattern(HEXADECIMAL));
  }

  private static Map<String, Object> file() {
    return text("a PEM file, relative to this file");
  }
}
