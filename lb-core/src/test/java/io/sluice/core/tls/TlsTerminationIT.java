package io.sluice.core.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.config.model.Tls;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.Transport;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.Certificates;
import io.sluice.core.rig.Ending;
import io.sluice.core.rig.Hello;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Setup;
import io.sluice.core.rig.TaggedBytes;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TlsPeer;
import io.sluice.core.rig.TransportTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Clients speak TLS, endpoints do not. */
class TlsTerminationIT {
  private static final long LARGE = 8L << 20;
  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(4);

  @TempDir static Path folder;
  private static Certificates certificates;
  private static Tls.KeyPair first;
  private static Tls.KeyPair second;

  @BeforeAll
  static void issue() {
    certificates = Certificates.in(folder);
    first = certificates.issue("first", "DNS:first.example");
    second = certificates.issue("second", "DNS:second.example,DNS:*.second.example");
  }

  private static Tls.Termination settings() {
    return settings(Tls.ClientCertificates.NONE, null);
  }

  private static Tls.Termination settings(
      Tls.ClientCertificates asked, @Nullable String authorities) {
    return new Tls.Termination(
        List.of(first, second),
        asked,
        authorities,
        List.of("h2", "http/1.1"),
        Tls.Version.TLS_1_2,
        HANDSHAKE_TIMEOUT);
  }

  private static Setup setup(Transport transport, Tls.Termination termination) {
    return Setup.of(transport).traffic(TrafficSettings.DEFAULT.with(new Tls(termination, null)));
  }

  private static TlsPeer connect(Balancer balancer, SSLContext context, @Nullable String name)
      throws IOException {
    return TlsPeer.client(balancer.connect(), context, name);
  }

  private static TlsPeer connect(Balancer balancer) throws IOException {
    return connect(balancer, certificates.client(), "first.example");
  }

  /** To a client without an earlier session, whose name the JDK would ask for again. */
  private static String nameShownTo(@Nullable String name, Balancer balancer) throws IOException {
    TlsPeer client = connect(balancer, certificates.client(), name).handshake();
    X509Certificate shown = (X509Certificate) client.socket().getSession().getPeerCertificates()[0];
    return shown.getSubjectX500Principal().getName();
  }

  @TransportTest
  void certificateFollowsTheName(Transport transport) throws Exception {
    Setup setup = setup(transport, settings());
    try (Rig rig = Rig.of(setup)) {
      Balancer balancer = rig.balance(rig.endpoint());
      assertThat(nameShownTo("first.example", balancer)).isEqualTo("CN=first");
      assertThat(nameShownTo("second.example", balancer)).isEqualTo("CN=second");
      assertThat(nameShownTo("A.Second.Example", balancer)).isEqualTo("CN=second");
      assertThat(nameShownTo("other.example", balancer)).isEqualTo("CN=first");
      assertThat(nameShownTo(null, balancer)).isEqualTo("CN=first");
    }
  }

  @TransportTest
  void protocolsAndVersionsAreAgreedOn(Transport transport) throws Exception {
    Setup setup = setup(transport, settings());
    try (Rig rig = Rig.of(setup)) {
      Balancer balancer = rig.balance(rig.endpoint());
      TlsPeer http2 = connect(balancer).alpn("x", "http/1.1", "h2").handshake();
      assertThat(http2.socket().getApplicationProtocol()).isEqualTo("h2");
      assertThat(http2.socket().getSession().getProtocol()).isEqualTo("TLSv1.3");
      TlsPeer older = connect(balancer).version("TLSv1.2").handshake();
      assertThat(older.socket().getSession().getProtocol()).isEqualTo("TLSv1.2");
      assertThatThrownBy(() -> connect(balancer).alpn("x").handshake())
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("no_application_protocol");
      balancer.awaitClosed(CloseReason.TLS_FAILED, 1);
    }
  }

  @TransportTest
  void largeStreamsPassBothWaysAndEndInOrder(Transport transport) throws Exception {
    for (String version : new String[] {"TLSv1.3", "TLSv1.2"}) {
      try (Rig rig = Rig.of(setup(transport, settings()))) {
        TestEndpoint endpoint = rig.endpoint();
        Balancer balancer = rig.balance(endpoint);
        TlsPeer client = connect(balancer).version(version).handshake();
        Peer served = endpoint.accept();
        TaggedBytes up = TaggedBytes.ofLength(LARGE);
        TaggedBytes down = TaggedBytes.ofLength(LARGE);
        client.startSending(up);
        served.startSending(down);
        Thread receiving =
            Thread.ofVirtual()
                .start(
                    () -> {
                      try {
                        client.receive(down);
                      } catch (IOException e) {
                        throw new AssertionError(e);
                      }
                    });
        served.receive(up);
        receiving.join();
        served.sendFin();
        assertThat(client.ending()).isEqualTo(Ending.FIN);
        client.sendCloseNotify();
        assertThat(served.ending()).isEqualTo(Ending.FIN);
        balancer.awaitClosed(CloseReason.FINISHED, 1);
      }
    }
  }

  @TransportTest
  void halfCloseIsPassedOnBothWays(Transport transport) throws Exception {
    try (Rig rig = Rig.of(setup(transport, settings()))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      TlsPeer first = connect(balancer).version("TLSv1.3").handshake();
      Peer served = endpoint.accept();
      TaggedBytes request = first.send(1000);
      first.sendCloseNotify();
      assertThat(served.receiving(request).allThenEnding()).isEqualTo(Ending.FIN);
      TaggedBytes reply = TaggedBytes.ofLength(1 << 20);
      served.startSending(reply);
      first.receive(reply);
      served.sendFin();
      assertThat(first.ending()).isEqualTo(Ending.FIN);

      TlsPeer second = connect(balancer).version("TLSv1.3").handshake();
      Peer ending = endpoint.accept();
      ending.sendFin();
      assertThat(second.ending()).isEqualTo(Ending.FIN);
      TaggedBytes upload = TaggedBytes.ofLength(1 << 20);
      second.startSending(upload);
      ending.receive(upload);
      second.sendCloseNotify();
      assertThat(ending.ending()).isEqualTo(Ending.FIN);
      balancer.awaitClosed(CloseReason.FINISHED, 2);
    }
  }

  @TransportTest
  void beforeTls13AnEndIsTheEndOfBothDirections(Transport transport) throws Exception {
    try (Rig rig = Rig.of(setup(transport, settings()))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      TlsPeer polite = connect(balancer).version("TLSv1.2").handshake();
      Peer served = endpoint.accept();
      TaggedBytes request = polite.send(1000);
      polite.sendCloseNotify();
      assertThat(served.receiving(request).allThenEnding()).isEqualTo(Ending.FIN);
      served.sendFin();
      balancer.awaitClosed(CloseReason.FINISHED, 1);

      TlsPeer gone = connect(balancer).version("TLSv1.2").handshake();
      Peer late = endpoint.accept();
      gone.sendCloseNotify();
      assertThat(late.ending()).isEqualTo(Ending.FIN);
      late.send(1000);
      balancer.awaitClosed(CloseReason.CLIENT_RESET, 1);
    }
  }

  @TransportTest
  void streamThatIsCutDoesNotLookComplete(Transport transport) throws Exception {
    try (Rig rig = Rig.of(setup(transport, settings()))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      TlsPeer cut = connect(balancer).handshake();
      Peer served = endpoint.accept();
      balancer.awaitJoined(1);
      TaggedBytes request = cut.send(100_000);
      cut.peer().sendFin();
      assertThat(served.receiving(request).allThenEnding()).isEqualTo(Ending.RESET);

      TlsPeer forged = connect(balancer).handshake();
      served = endpoint.accept();
      balancer.awaitJoined(2);
      request = forged.send(1000);
      forged.peer().send(new byte[] {23, 3, 3, 0, 4, 1, 2, 3, 4});
      assertThat(served.receiving(request).allThenEnding()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.TLS_FAILED, 2);

      TlsPeer client = connect(balancer).handshake();
      served = endpoint.accept();
      TaggedBytes reply = served.send(1000);
      client.receive(reply);
      served.reset();
      assertThat(client.ending()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.ENDPOINT_RESET, 1);
    }
  }

  @TransportTest
  void clientWithoutACertificateNeverReachesAnEndpoint(Transport transport) throws Exception {
    Tls.Termination settings = settings(Tls.ClientCertificates.REQUIRED, certificates.authority());
    try (Rig rig = Rig.of(setup(transport, settings))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
        TlsPeer stranger = connect(balancer).version(version);
        assertThatThrownBy(
                () -> {
                  stranger.handshake();
                  stranger.ending();
                })
            .isInstanceOf(SSLException.class);
      }
      balancer.awaitClosed(CloseReason.TLS_FAILED, 2);
      assertThat(endpoint.acceptedCount()).isZero();

      TlsPeer known = connect(balancer, certificates.client(second), "first.example").handshake();
      Peer served = endpoint.accept();
      served.receive(known.send(100));
    }
  }

  @TransportTest
  void certificateThatIsOptionalNeedNotBeShown(Transport transport) throws Exception {
    Tls.Termination settings = settings(Tls.ClientCertificates.OPTIONAL, certificates.authority());
    try (Rig rig = Rig.of(setup(transport, settings))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      TlsPeer stranger = connect(balancer).handshake();
      endpoint.accept().receive(stranger.send(100));
      TlsPeer known = connect(balancer, certificates.client(second), "first.example").handshake();
      endpoint.accept().receive(known.send(100));
    }
  }

  @TransportTest
  void clientThatOffersNothingToAgreeOnIsToldSo(Transport transport) throws Exception {
    try (Rig rig = Rig.of(setup(transport, settings()))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      client.send(Hello.of("first.example").bytes());
      assertThat(Arrays.copyOf(client.receive(7), 3)).isEqualTo(new byte[] {21, 3, 3});
      assertThat(client.ending()).isEqualTo(Ending.FIN);
      balancer.awaitClosed(CloseReason.TLS_FAILED, 1);
      assertThat(endpoint.acceptedCount()).isZero();
    }
  }

  @TransportTest
  @Tag("C4")
  void handshakeThatStallsIsGivenUp(Transport transport) throws Exception {
    SSLEngine engine = certificates.client().createSSLEngine();
    engine.setUseClientMode(true);
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), hello);
    try (Rig rig = Rig.of(setup(transport, settings()))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      long start = System.nanoTime();
      client.send(Arrays.copyOf(hello.array(), hello.position()));
      balancer.awaitClosed(CloseReason.TLS_FAILED, 1);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(HANDSHAKE_TIMEOUT.minusMillis(1), HANDSHAKE_TIMEOUT.plusSeconds(8));
      assertThat(endpoint.acceptedCount()).isZero();
    }
  }
}
