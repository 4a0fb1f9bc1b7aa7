package io.sluice.app.render;

import io.sluice.config.model.BalancingPolicy;
import io.sluice.config.model.HashKey;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.IpRange;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.ProxyProtocol;
import io.sluice.config.model.Route;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePortName;
import io.sluice.config.model.SessionAffinity;
import io.sluice.config.model.SocketSettings;
import io.sluice.config.model.SourceRanges;
import io.sluice.config.model.Tls;
import io.sluice.config.model.TrafficDistribution;
import io.sluice.config.model.TrafficLimits;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.UdpSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Traffic settings that a configuration can say, every field now the default and now not. */
final class RandomTraffic {
  private static final String[] TEXTS = {
    "a", "1", "true", "null", "0x1", "${A}", "$${A}", "a: b", "{x}", "\"", "'", "#", " a ", "é", "~"
  };

  private final Random random;

  RandomTraffic(long seed) {
    this.random = new Random(seed);
  }

  /** Settings of a TCP or UDP port, without session affinity. */
  TrafficSettings traffic(Protocol protocol) {
    boolean isTcp = protocol == Protocol.TCP;
    return new TrafficSettings(
        balancing(),
        orUsual(HashKey.DEFAULT, this::hashKey),
        pick(TrafficDistribution.values()),
        new SessionAffinity.None(),
        new SourceRanges(ranges(0), ranges(0)),
        orUsual(TrafficLimits.DEFAULT, this::limits),
        orUsual(ProxyProtocol.OFF, () -> proxyProtocol(isTcp)),
        new UdpSettings(
            orUsual(-1, () -> upTo(1, 9)),
            orUsual(-1, () -> upTo(0, 9)),
            random.nextBoolean(),
            count()),
        orUsual(SocketSettings.DEFAULT, this::sockets),
        isTcp ? new Tls(orNone(this::termination), orNone(this::origination)) : Tls.OFF,
        isTcp ? routes() : List.of());
  }

  SessionAffinity affinity() {
    return random.nextBoolean()
        ? new SessionAffinity.None()
        : new SessionAffinity.ClientIp(
            Duration.ofSeconds(upTo(1, 86_400)),
            pick(SessionAffinity.Scope.values()),
            orUsual(32, () -> upTo(1, 32)),
            orUsual(128, () -> upTo(1, 128)),
            orUsual(65_536, () -> upTo(1, 10_000_000)));
  }

  private BalancingPolicy balancing() {
    return switch (random.nextInt(5)) {
      case 0 -> new BalancingPolicy.RoundRobin();
      case 1 -> new BalancingPolicy.LeastConnections();
      case 2 -> new BalancingPolicy.Random();
      case 3 -> new BalancingPolicy.Maglev(orUsual(65_537, () -> 251), orUsual(0, () -> 101));
      default -> new BalancingPolicy.PeakEwma(orUsual(Duration.ofSeconds(10), this::millis));
    };
  }

  private HashKey hashKey() {
    return new HashKey(pick(HashKey.Source.values()), upTo(0, 32), upTo(0, 128));
  }

  private TrafficLimits limits() {
    return new TrafficLimits(
        count(),
        count(),
        count(),
        count(),
        count(),
        orUsual(0, () -> upTo(1, 5000)) * 512L,
        orUsual(0, () -> upTo(1, 5000)) * 1024L,
        orUsual(0, () -> upTo(1, 100_000)),
        orUsual(Duration.ofSeconds(5), this::millis),
        orUsual(Duration.ZERO, () -> millis().plusSeconds(1)),
        orUsual(10, () -> upTo(0, 100)));
  }

  private ProxyProtocol proxyProtocol(boolean isTcp) {
    ProxyProtocol.Accept accept = pick(ProxyProtocol.Accept.values());
    ProxyProtocol.Send send = pick(ProxyProtocol.Send.values());
    boolean isVersion1 = send == ProxyProtocol.Send.V1;
    return new ProxyProtocol(
        isTcp || accept != ProxyProtocol.Accept.V1 ? accept : ProxyProtocol.Accept.V2,
        ranges(1),
        orUsual(Duration.ofSeconds(5), this::millis),
        isTcp || !isVersion1 ? send : ProxyProtocol.Send.V2,
        random.nextBoolean(),
        isVersion1 ? List.of() : list(0, () -> new ProxyProtocol.Tlv(upTo(0xE0, 0xEF), text())),
        !isVersion1 && random.nextBoolean());
  }

  private SocketSettings sockets() {
    return new SocketSettings(
        new SocketSettings.Listening(
            upTo(0, 65_535),
            orUsual(0, () -> upTo(1, 65_535)),
            Duration.ofSeconds(upTo(0, 300)),
            random.nextBoolean(),
            device(),
            orUsual(0, () -> upTo(1, Integer.MAX_VALUE - 1))),
        keepalive(),
        new SocketSettings.Endpoint(
            keepalive(), source(), device(), random.nextBoolean(), orUsual(0, () -> upTo(1, 99))));
  }

  private SocketSettings.Keepalive keepalive() {
    return new SocketSettings.Keepalive(
        Duration.ofSeconds(upTo(0, 32_767)),
        orUsual(Duration.ZERO, () -> Duration.ofSeconds(upTo(1, 32_767))),
        upTo(0, 127),
        orUsual(Duration.ZERO, this::millis));
  }

  private SocketSettings.Source source() {
    return switch (random.nextInt(3)) {
      case 0 -> new SocketSettings.Source.Own();
      case 1 -> new SocketSettings.Source.Client();
      default -> new SocketSettings.Source.Fixed(IpAddress.parse("fd00::9"));
    };
  }

  private Tls.Termination termination() {
    Tls.ClientCertificates asked = pick(Tls.ClientCertificates.values());
    return new Tls.Termination(
        list(1, this::keyPair),
        asked,
        asked == Tls.ClientCertificates.NONE ? null : path(),
        alpn(),
        pick(Tls.Version.values()),
        orUsual(Tls.DEFAULT_HANDSHAKE_TIMEOUT, this::millis));
  }

  private Tls.Origination origination() {
    return new Tls.Origination(
        orNone(() -> "host-" + upTo(0, 9) + ".example"),
        orNone(this::path),
        orNone(this::keyPair),
        pick(Tls.Verify.values()),
        alpn(),
        pick(Tls.Version.values()),
        orUsual(Tls.DEFAULT_HANDSHAKE_TIMEOUT, this::millis));
  }

  private Tls.KeyPair keyPair() {
    return new Tls.KeyPair(path(), path());
  }

  private String path() {
    return "/etc/" + upTo(0, 9) + "${x}/a b.pem";
  }

  private List<String> alpn() {
    return random.nextBoolean() ? List.of() : List.of("h2", "http/1.1", text());
  }

  private List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = i + ".example";
      List<String> names = random.nextBoolean() ? List.of(name) : List.of("*." + name, name);
      ServiceName service = new ServiceName(random.nextBoolean() ? "default" : "other", "s" + i);
      String port = random.nextBoolean() ? "" : "1";
      routes.add(new Route(names, alpn(), new ServicePortName(service, port, Protocol.TCP)));
    }
    return routes;
  }

  private List<IpRange> ranges(int min) {
    return list(min, this::range);
  }

  private IpRange range() {
    String text =
        random.nextBoolean() ? "10." + upTo(0, 255) + ".0.0/16" : "fd00:" + upTo(1, 9) + "::/32";
    return Objects.requireNonNull(IpRange.tryParse(text));
  }

  private int count() {
    return orUsual(0, () -> upTo(1, 10_000_000));
  }

  private Duration millis() {
    return Duration.ofMillis(upTo(10, 300_000));
  }

  private @Nullable String device() {
    return orNone(() -> "eth" + upTo(0, 9));
  }

  private String text() {
    return pick(TEXTS);
  }

  private <T> List<T> list(int min, Supplier<T> item) {
    List<T> items = new ArrayList<>();
    for (int i = upTo(min, 3); i > 0; i--) {
      items.add(item.get());
    }
    return items;
  }

  private <T> T orUsual(T usual, Supplier<T> other) {
    return random.nextBoolean() ? usual : other.get();
  }

  private <T> @Nullable T orNone(Supplier<T> value) {
    return random.nextBoolean() ? null : value.get();
  }

  private int upTo(int min, int max) {
    return min + random.nextInt(max - min + 1);
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
