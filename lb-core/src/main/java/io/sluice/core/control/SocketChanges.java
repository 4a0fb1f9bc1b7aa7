package io.sluice.core.control;

import io.sluice.config.model.EndpointAddress;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.ServicePortName;
import io.sluice.config.model.SocketSettings;
import io.sluice.core.listener.BindFailure;
import io.sluice.core.listener.Listener;
import io.sluice.core.listener.ListenerAddress;
import io.sluice.core.listener.Listeners;
import io.sluice.core.net.ListeningOptions;
import io.sluice.core.net.OptionSupport;
import io.sluice.core.net.SocketOptionException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one configuration changes in the options of sockets: tried out before, set on the open
 * sockets, and taken back when the configuration cannot be applied. Control thread only.
 */
final class SocketChanges {
  private static final Logger LOG = LoggerFactory.getLogger(SocketChanges.class);

  /** Service ports of the same needs are checked once. */
  private record Checked(Protocol protocol, SocketSettings settings) {}

  private final Listeners listeners;
  private final List<ApplyObstacle> obstacles;
  private final Set<Checked> checked = new HashSet<>();
  private final Map<Listener, ListeningOptions> before = new LinkedHashMap<>();

  SocketChanges(Listeners listeners, List<ApplyObstacle> obstacles) {
    this.listeners = listeners;
    this.obstacles = obstacles;
  }

  /** Finds out whether sockets can be as a service port wants them. */
  void check(ServicePortName name, ServicePort port) {
    boolean hasUnixSockets =
        !port.sockets().isEmpty()
            || port.endpoints().stream()
                .anyMatch(spec -> spec.address() instanceof EndpointAddress.UnixSocket);
    if (hasUnixSockets && !listeners.hasUnixSockets()) {
      obstacles.add(
          new ApplyObstacle.OfSocket(name, "unix sockets need the transport Epoll; use that"));
    }
    check(name, port.traffic().sockets());
  }

  private void check(ServicePortName name, SocketSettings settings) {
    Protocol protocol = name.protocol();
    if (settings.equals(SocketSettings.DEFAULT) || !checked.add(new Checked(protocol, settings))) {
      return;
    }
    try {
      OptionSupport support = listeners.check(protocol, settings);
      if (!support.refused().isEmpty()) {
        obstacles.add(new ApplyObstacle.OfSocket(name, refusal(protocol, support.refused())));
      } else if (!support.ignored().isEmpty()) {
        LOG.warn(
            "socket options need the transport Epoll or IoUring and are not set"
                + " service={} options={}",
            name,
            String.join(",", support.ignored()));
      }
    } catch (SocketOptionException e) {
      obstacles.add(new ApplyObstacle.OfSocket(name, BindFailure.explain(e)));
    }
  }

  private static String refusal(Protocol protocol, List<String> keys) {
    String unavailable = String.join(", ", keys);
    return protocol == Protocol.UDP
        ? "UDP ports have no " + unavailable + "; remove it"
        : "the transport Nio cannot set " + unavailable + "; use Epoll or IoUring";
  }

  /** Sets what is wanted on the open sockets of a listener. */
  void change(ServicePortName name, Listener listener, ListeningOptions wanted) {
    ListeningOptions has = listener.options();
    if (has.equals(wanted)) {
      return;
    }
    try {
      listeners.change(listener, wanted);
      before.put(listener, has);
    } catch (SocketOptionException e) {
      ListenerAddress address = listener.address();
      String reason = BindFailure.explain(e, address);
      obstacles.add(new ApplyObstacle.OfListener(name, address, reason));
    }
  }

  /** Takes every change back. */
  void undo() {
    before.forEach(
        (listener, options) -> {
          try {
            listeners.change(listener, options);
          } catch (SocketOptionException e) {
            LOG.error(
                "socket option could not be taken back listener={} cause=\"{}\"",
                listener.address(),
                e.getMessage());
          }
        });
  }
}
