package io.sluice.core.tcp;

import io.sluice.config.model.ProxyProtocol;
import io.sluice.config.model.TrafficSettings;
import java.util.List;

/** Which stages a new client connection passes. */
final class OpeningStages {
  private static final List<OpeningStage> ADMISSION = List.of(new AdmissionStage());

  private OpeningStages() {}

  /** The stages of a service port in order: PROXY header, admission, TLS routes. */
  static List<OpeningStage> of(TrafficSettings traffic) {
    ProxyProtocol proxyProtocol = traffic.proxyProtocol();
    return proxyProtocol.accept() == ProxyProtocol.Accept.OFF
        ? ADMISSION
        : List.of(new ProxyHeaderStage(proxyProtocol), ADMISSION.getFirst());
  }
}
