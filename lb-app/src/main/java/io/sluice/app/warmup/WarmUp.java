package io.sluice.app.warmup;

import io.sluice.app.log.Logging;
import io.sluice.config.model.Configuration;
import io.sluice.config.model.Protocol;
import io.sluice.core.ApplyException;
import io.sluice.core.LoadBalancer;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A rehearsal before the first client: a load balancer of its own with one event loop, a private
 * client before it and a private endpoint behind it, all on loopback, for a bounded time.
 *
 * <p>Code that has not run yet costs several times the processor time: its classes are loaded, its
 * call sites linked, its methods interpreted. All of that belongs to the process and not to an
 * event loop, so that what this load balancer has run is warm in the one that serves. It shares no
 * counter with it, and its log is muted. Whatever fails, the start goes on.
 */
public final class WarmUp {
  private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

  /** The system property: {@code off}, or how many milliseconds it may take. */
  static final String PROPERTY = "sluice.warmup";

  private static final long DEFAULT_MILLIS = 300;
  private static final int ROUNDS = 100;
  private static final String DATA_PLANE = "io.sluice.core";

  private WarmUp() {}

  /** Warms up what this configuration will use, unless the property says off. Blocks. */
  public static void run(Configuration configuration) {
    long millis = millis(System.getProperty(PROPERTY, ""));
    Set<Protocol> protocols = protocols(configuration);
    if (millis > 0 && !protocols.isEmpty()) {
      Deadline deadline = new Deadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
      Logging.mute(DATA_PLANE, () -> run(configuration, protocols, deadline));
    }
  }

  /** How long it may take; 0 for not at all. */
  static long millis(String property) {
    if (property.equals("off")) {
      return 0;
    }
    return property.matches("[0-9]{1,6}") ? Long.parseLong(property) : DEFAULT_MILLIS;
  }

  private static void run(Configuration configuration, Set<Protocol> protocols, Deadline deadline) {
    try (PrivateEndpoint endpoint = PrivateEndpoint.open(deadline)) {
      Stage stage = Stage.of(configuration.settings(), protocols, endpoint);
      try (LoadBalancer loadBalancer = LoadBalancer.start(stage.configuration());
          PrivateClient client = new PrivateClient(stage.port(), deadline)) {
        int rounds = 0;
        while (rounds < ROUNDS && !deadline.hasPassed()) {
          if (protocols.contains(Protocol.TCP)) {
            client.connections();
          }
          if (protocols.contains(Protocol.UDP)) {
            client.datagrams();
          }
          rounds++;
        }
        log.atDebug()
            .addKeyValue("rounds", rounds)
            .addKeyValue("transport", loadBalancer.transportReport())
            .log("warmed up");
      }
    } catch (IOException | ApplyException | RuntimeException e) {
      if (!deadline.hasPassed()) {
        log.atWarn().addKeyValue("cause", e).log("no warm-up: the first clients are slower");
      }
    }
  }

  private static Set<Protocol> protocols(Configuration configuration) {
    Set<Protocol> found = EnumSet.noneOf(Protocol.class);
    configuration.services().stream()
        .flatMap(service -> service.ports().stream())
        .forEach(port -> found.add(port.protocol()));
    return found;
  }
}
