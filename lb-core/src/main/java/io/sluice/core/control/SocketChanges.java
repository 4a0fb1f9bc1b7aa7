package io.sluice.core.control;

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

  private final Listeners listeners;
  private final List<ApplyObstacle> obstacles;
  private final Set<SocketSettings> checked = new HashSet<>(Set.of(SocketSettings.DEFAULT));
  private final Map<Listener, ListeningOptions> before = new LinkedHashMap<>();

  SocketChanges(Listeners listeners, List<ApplyObstacle> obstacles) {
    this.listeners = listeners;
    this.obstacles = obstacles;
  }

  /** Finds out whether sockets to endpoints can be as a service port wants them. */
  void check(ServicePortName name, SocketSettings settings) {
    if (!checked.add(settings)) {
      return;
    }
    try {
      OptionSupport support = listeners.check(settings);
      if (!support.refused().isEmpty()) {
        String keys = String.join(", ", support.refused());
        String reason = "the transport Nio cannot set " + keys + "; use Epoll or IoUring";
        obstacles.add(new ApplyObstacle.OfSocket(name, reason));
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
