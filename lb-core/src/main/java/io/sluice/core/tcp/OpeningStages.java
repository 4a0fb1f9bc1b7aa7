package io.sluice.core.tcp;

import io.sluice.config.model.ProxyProtocol;
import io.sluice.core.service.ServiceSnapshot;
import java.util.ArrayList;
import java.util.List;

/** Which stages a new client connection passes. */
final class OpeningStages {
  private OpeningStages() {}

  /**
   * The stages of a service port in order: PROXY header, admission, ClientHello. A list of the
   * caller's own.
   */
  static List<OpeningStage> of(ServiceSnapshot snapshot) {
    List<OpeningStage> stages = new ArrayList<>(4);
    ProxyProtocol proxyProtocol = snapshot.traffic().proxyProtocol();
    if (proxyProtocol.accept() != ProxyProtocol.Accept.OFF) {
      stages.add(new ProxyHeaderStage(proxyProtocol));
    }
    if (snapshot.tls().needsClientHello()) {
      stages.add(new ClientHelloStage());
    }
    return stages;
  }
}
