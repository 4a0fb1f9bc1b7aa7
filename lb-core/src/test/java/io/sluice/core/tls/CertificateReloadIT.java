package io.sluice.core.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.config.model.Tls;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.Transport;
import io.sluice.core.ApplyException;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.Certificates;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Setup;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TlsPeer;
import io.sluice.core.rig.TransportTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificate files change while the load balancer runs. */
class CertificateReloadIT {
  @TempDir Path folder;

  private static Setup setup(Transport transport, Tls.KeyPair served) {
    Tls.Termination termination =
        new Tls.Termination(
            List.of(served),
            Tls.ClientCertificates.NONE,
            null,
            List.of(),
            Tls.Version.TLS_1_2,
            Duration.ofSeconds(5));
    return Setup.of(transport).traffic(TrafficSettings.DEFAULT.with(new Tls(termination, null)));
  }

  private static String nameShown(Balancer balancer, Certificates certificates) throws Exception {
    try (Peer peer = Peer.connectedTo(balancer.address())) {
      TlsPeer client = TlsPeer.client(peer, certificates.client(), null).handshake();
      X509Certificate shown =
          (X509Certificate) client.socket().getSession().getPeerCertificates()[0];
      client.sendCloseNotify();
      return shown.getSubjectX500Principal().getName();
    }
  }

  @TransportTest
  void newPairServesNewConnectionsAndABadOneIsReported(Transport transport) throws Exception {
    Certificates certificates = Certificates.in(folder);
    Tls.KeyPair served = certificates.issue("served", "DNS:a.example");
    Tls.KeyPair renewed = certificates.issue("renewed", "DNS:a.example");
    try (Rig rig = Rig.of(setup(transport, served))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      TlsPeer old = TlsPeer.client(balancer.connect(), certificates.client(), null).handshake();
      Peer servedOld = endpoint.accept();
      assertThat(balancer.loadBalancer().refreshCertificates()).isEmpty();

      // The certificate is there before its key: the pair does not fit.
      Certificates.replace(served.certificate(), renewed.certificate());
      String problem = served.privateKey() + ": is not the private key of " + served.certificate();
      assertThat(balancer.loadBalancer().refreshCertificates()).containsExactly(problem);
      assertThat(balancer.loadBalancer().refreshCertificates()).containsExactly(problem);
      assertThat(nameShown(balancer, certificates)).isEqualTo("CN=served");

      Certificates.replace(served.privateKey(), renewed.privateKey());
      assertThat(balancer.loadBalancer().refreshCertificates()).isEmpty();
      assertThat(nameShown(balancer, certificates)).isEqualTo("CN=renewed");

      Files.delete(Path.of(served.privateKey()));
      assertThat(balancer.loadBalancer().refreshCertificates())
          .containsExactly(served.privateKey() + ": no such file");
      assertThat(nameShown(balancer, certificates)).isEqualTo("CN=renewed");
      Certificates.replace(served.privateKey(), renewed.privateKey());
      assertThat(balancer.loadBalancer().refreshCertificates()).isEmpty();

      servedOld.receive(old.send(1000));
      old.receive(servedOld.send(1000));
    }
  }

  @Test
  void configurationWithABadPairIsNotApplied() throws Exception {
    Certificates certificates = Certificates.in(folder);
    Tls.KeyPair served = certificates.issue("served", "DNS:a.example");
    Setup setup = setup(Transport.NIO, served);
    try (Rig rig = Rig.of(setup)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Setup missing = setup(Transport.NIO, certificates.pair("missing"));
      assertThatThrownBy(
              () ->
                  balancer.apply(
                      missing.configuration(
                          missing.service(
                              "web", balancer.address().getPort(), List.of(endpoint.spec())))))
          .isInstanceOf(ApplyException.class)
          .hasMessage(
              "cannot speak TLS for default/web: %s: no such file",
              certificates.pair("missing").certificate());
      assertThat(nameShown(balancer, certificates)).isEqualTo("CN=served");
    }
  }
}
