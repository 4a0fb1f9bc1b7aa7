package io.sluice.core.tcp;

import io.sluice.config.model.ProxyProtocol;
import io.sluice.core.service.ServiceSnapshot;
import java.util.ArrayList;
import java.util.List;

/** Which stages a new client connection passes. */
final class OpeningStages {
  private static final List<OpeningStage> ADMISSION = List.of(new AdmissionStage());

  private OpeningStages() {}

  /** The stages of a service port in order: PROXY header, admission, ClientHello. */
  static List<OpeningStage> of(ServiceSnapshot snapshot) {
    ProxyProtocol proxyProtocol = snapshot.traffic().proxyProtocol();
    boolean hasProxyHeader = proxyProtocol.accept() != ProxyProtocol.Accept.OFF;
    boolean hasClientHello = snapshot.tls().needsClientHello();
    if (!hasProxyHeader && !hasClientHello) {
      return ADMISSION;
    }
    // Room for the handshake, which follows from what the ClientHello says.
    List<OpeningStage> stages = new ArrayList<>(4);
    if (hasProxyHeader) {
      stages.add(new ProxyHeaderStage(proxyProtocol));
    }
    stages.addAll(ADMISSION);
    if (hasClientHello) {
      stages.add(new ClientHelloStage());
    }
    return stages;
  }
}
