package io.sluice.core.control;

import io.sluice.config.model.ServicePortName;
import io.sluice.core.listener.ListenerAddress;

/** What kept a configuration from being applied. */
public sealed interface ApplyObstacle {
  /** Whose fault it is. */
  ServicePortName servicePort();

  /** In an operator's words, without the service port. */
  String reason();

  /** A listener could not be bound, or its options not be changed. */
  record OfListener(ServicePortName servicePort, ListenerAddress address, String reason)
      implements ApplyObstacle {}

  /** A certificate file is no good. */
  record OfCertificate(ServicePortName servicePort, String reason) implements ApplyObstacle {}

  /** The sockets to endpoints cannot be as configured. */
  record OfSocket(ServicePortName servicePort, String reason) implements ApplyObstacle {}
}
