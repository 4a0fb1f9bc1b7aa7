package io.sluice.app.render;

import io.sluice.config.model.Tls;
import io.sluice.config.model.Tls.ClientCertificates;
import io.sluice.config.model.Tls.KeyPair;
import io.sluice.config.model.Tls.Origination;
import io.sluice.config.model.Tls.Termination;
import io.sluice.config.model.Tls.Verify;
import io.sluice.config.model.Tls.Version;
import java.util.List;
import java.util.Map;

/** TLS settings as {@code tls} of a native document, without what is the default. */
final class TlsTree {
  private static final String USUAL_VERSION = Version.TLS_1_2.label();

  private TlsTree() {}

  static Map<String, Object> of(Tls tls) {
    Termination termination = tls.termination();
    Origination origination = tls.origination();
    return new Tree()
        .addUnlessNull("termination", termination == null ? null : of(termination))
        .addUnlessNull("origination", origination == null ? null : of(origination))
        .map();
  }

  private static Map<String, Object> of(Termination termination) {
    return new Tree()
        .add("certificates", termination.certificates().stream().map(TlsTree::of).toList())
        .add(
            "clientCertificates",
            termination.clientCertificates().label(),
            ClientCertificates.NONE.label())
        .addUnlessNull("clientCertificateAuthorities", termination.clientCertificateAuthorities())
        .add("alpn", termination.alpn(), List.of())
        .add("minVersion", termination.minVersion().label(), USUAL_VERSION)
        .add("handshakeTimeout", termination.handshakeTimeout(), Tls.DEFAULT_HANDSHAKE_TIMEOUT)
        .map();
  }

  private static Map<String, Object> of(Origination origination) {
    KeyPair pair = origination.keyPair();
    return new Tree()
        .addUnlessNull("serverName", origination.serverName())
        .addUnlessNull("authorities", origination.authorities())
        .addUnlessNull("certificate", pair == null ? null : pair.certificate())
        .addUnlessNull("privateKey", pair == null ? null : pair.privateKey())
        .add("verify", origination.verify().label(), Verify.FULL.label())
        .add("alpn", origination.alpn(), List.of())
        .add("minVersion", origination.minVersion().label(), USUAL_VERSION)
        .add("handshakeTimeout", origination.handshakeTimeout(), Tls.DEFAULT_HANDSHAKE_TIMEOUT)
        .map();
  }

  private static Map<String, Object> of(KeyPair pair) {
    return new Tree()
        .add("certificate", pair.certificate())
        .add("privateKey", pair.privateKey())
        .map();
  }
}
