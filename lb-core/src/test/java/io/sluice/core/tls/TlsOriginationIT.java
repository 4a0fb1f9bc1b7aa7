package io.sluice.core.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.config.model.Tls;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.Transport;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.metrics.ConnectFailure;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.Certificates;
import io.sluice.core.rig.Ending;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Setup;
import io.sluice.core.rig.TaggedBytes;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TlsPeer;
import io.sluice.core.rig.TransportTest;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Endpoints speak TLS, with clients that do and clients that do not. */
class TlsOriginationIT {
  private static final long LARGE = 8L << 20;

  @TempDir static Path folder;
  private static Certificates certificates;
  private static Tls.KeyPair named;
  private static Tls.KeyPair numbered;

  @BeforeAll
  static void issue() {
    certificates = Certificates.in(folder);
    named = certificates.issue("named", "DNS:endpoint.example");
    numbered = certificates.issue("numbered", "IP:127.0.0.1");
  }

  private static Tls.Origination settings(@Nullable String serverName) {
    return settings(serverName, Tls.Verify.FULL, null, Duration.ofSeconds(10));
  }

  private static Tls.Origination settings(
      @Nullable String serverName,
      Tls.Verify verify,
      Tls.@Nullable KeyPair own,
      Duration handshakeTimeout) {
    return new Tls.Origination(
        serverName,
        certificates.authority(),
        own,
        verify,
        List.of(),
        Tls.Version.TLS_1_2,
        handshakeTimeout);
  }

  private static Setup setup(Transport transport, Tls.Origination origination) {
    return Setup.of(transport).traffic(TrafficSettings.DEFAULT.with(new Tls(null, origination)));
  }

  private static TlsPeer accept(TestEndpoint endpoint, Tls.KeyPair own) throws IOException {
    return TlsPeer.server(endpoint.accept(), certificates.server(own));
  }

  @TransportTest
  void endpointIsAskedForTheNameAndMustHaveIt(Transport transport) throws Exception {
    try (Rig rig = Rig.of(setup(transport, settings("endpoint.example")))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      TlsPeer served = accept(endpoint, named).handshake();
      List<SNIServerName> asked =
          ((ExtendedSSLSession) served.socket().getSession()).getRequestedServerNames();
      assertThat(asked).asString().contains("endpoint.example");
      served.receive(client.send(1000));
      client.receive(served.send(1000));
    }
  }

  @TransportTest
  void withoutANameTheAddressMustBeInTheCertificate(Transport transport) throws Exception {
    try (Rig rig = Rig.of(setup(transport, settings(null)))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      TlsPeer served = accept(endpoint, numbered).handshake();
      served.receive(client.send(1000));
    }
  }

  @TransportTest
  void endpointOfAWrongNameGetsNothingAndAnotherIsTried(Transport transport) throws Exception {
    try (Rig rig = Rig.of(setup(transport, settings("endpoint.example")))) {
      TestEndpoint wrong = rig.endpoint();
      TestEndpoint right = rig.endpoint();
      Balancer balancer = rig.balance(wrong, right);
      Peer client = balancer.connect();
      TaggedBytes request = client.send(1000);
      TlsPeer refused = accept(wrong, numbered);
      assertThatThrownBy(
              () -> {
                refused.handshake();
                refused.ending();
              })
          .isInstanceOfAny(SSLException.class, SocketException.class);
      accept(right, named).handshake().receive(request);
      assertThat(balancer.failures(ConnectFailure.TLS)).isEqualTo(1);
    }
  }

  @TransportTest
  void clientIsResetWhenNoEndpointIsTheRightOne(Transport transport) throws Exception {
    try (Rig rig = Rig.of(setup(transport, settings("other.example")))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      TlsPeer refused = accept(endpoint, named);
      assertThatThrownBy(
              () -> {
                refused.handshake();
                refused.ending();
              })
          .isInstanceOfAny(SSLException.class, SocketException.class);
      assertThat(client.ending()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.TLS_FAILED, 1);
    }
  }

  @TransportTest
  void withoutVerificationAnyCertificateWillDo(Transport transport) throws Exception {
    Tls.Origination settings =
        settings("other.example", Tls.Verify.NONE, null, Duration.ofSeconds(10));
    try (Rig rig = Rig.of(setup(transport, settings))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      accept(endpoint, numbered).handshake().receive(client.send(1000));
    }
  }

  @TransportTest
  void ownCertificateIsShownWhenAskedFor(Transport transport) throws Exception {
    Tls.Origination settings =
        settings("endpoint.example", Tls.Verify.FULL, numbered, Duration.ofSeconds(10));
    try (Rig rig = Rig.of(setup(transport, settings))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      TlsPeer served = accept(endpoint, named);
      served.socket().setNeedClientAuth(true);
      served.handshake();
      X509Certificate shown =
          (X509Certificate) served.socket().getSession().getPeerCertificates()[0];
      assertThat(shown.getSubjectX500Principal().getName()).isEqualTo("CN=numbered");
      served.receive(client.send(1000));
    }
  }

  @TransportTest
  void whatAnEndpointSaysBeforeTlsIsNeverPassedOn(Transport transport) throws Exception {
    try (Rig rig = Rig.of(setup(transport, settings("endpoint.example")))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      endpoint.accept().send("220 ready\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(client.ending()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.TLS_FAILED, 1);

      Peer another = balancer.connect();
      endpoint.accept().sendFin();
      assertThat(another.ending()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.TLS_FAILED, 2);
    }
  }

  @TransportTest
  @Tag("C4")
  void endpointThatNeverAnswersInTlsIsGivenUp(Transport transport) throws Exception {
    Tls.Origination settings =
        settings("endpoint.example", Tls.Verify.FULL, null, Duration.ofSeconds(3));
    try (Rig rig = Rig.of(setup(transport, settings))) {
      TestEndpoint silent = rig.endpoint();
      TestEndpoint right = rig.endpoint();
      Balancer balancer = rig.balance(silent, right);
      Peer client = balancer.connect();
      silent.accept();
      accept(right, named).handshake().receive(client.send(1000));
      assertThat(balancer.failures(ConnectFailure.TLS)).isEqualTo(1);
    }
  }

  @TransportTest
  void tlsOnBothSidesCarriesLargeStreamsAndHalfCloses(Transport transport) throws Exception {
    Tls.Termination termination =
        new Tls.Termination(
            List.of(numbered),
            Tls.ClientCertificates.NONE,
            null,
            List.of(),
            Tls.Version.TLS_1_3,
            Duration.ofSeconds(5));
    Tls both = new Tls(termination, settings("endpoint.example"));
    Setup setup = Setup.of(transport).traffic(TrafficSettings.DEFAULT.with(both));
    try (Rig rig = Rig.of(setup)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      TlsPeer client = TlsPeer.client(balancer.connect(), certificates.client(), null).handshake();
      TlsPeer served = accept(endpoint, named).handshake();
      TaggedBytes up = TaggedBytes.ofLength(LARGE);
      client.startSending(up).join(1);
      served.receive(up);
      client.sendCloseNotify();
      assertThat(served.ending()).isEqualTo(Ending.FIN);
      TaggedBytes down = TaggedBytes.ofLength(LARGE);
      served.startSending(down);
      client.receive(down);
      served.sendCloseNotify();
      assertThat(client.ending()).isEqualTo(Ending.FIN);
      balancer.awaitClosed(CloseReason.FINISHED, 1);
    }
  }

  @TransportTest
  void endpointThatCutsItsStreamResetsTheClient(Transport transport) throws Exception {
    try (Rig rig = Rig.of(setup(transport, settings("endpoint.example")))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      TlsPeer served = accept(endpoint, named).handshake();
      TaggedBytes reply = served.send(100_000);
      served.peer().sendFin();
      assertThat(client.receiving(reply).allThenEnding()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.TLS_FAILED, 1);
    }
  }
}
