package io.sluice.config.schema;

import io.sluice.config.model.Protocol;
import io.sluice.config.model.UnixPath;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.Quote;
import io.sluice.config.yaml.YamlNode.Scalar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code listen} of a service port: unix sockets that lead to it beside the VIPs. */
public final class UnixKeys {
  static final String RULE = "unix-path";
  static final String LISTEN = "listen";

  /** More would hardly be meant; each is a file and a descriptor. */
  static final int MAX_SOCKETS = 16;

  private UnixKeys() {}

  /** The sockets of a service port of that protocol, which may be a range; see {@link #read}. */
  static List<UnixPath> read(Fields port, Protocol protocol, boolean isRange) {
    if (!port.has(LISTEN)) {
      return List.of();
    }
    List<UnixPath> sockets = read(port);
    if (protocol != Protocol.TCP) {
      String message = "unix sockets are for TCP, and this port is " + protocol;
      port.error(LISTEN, "unix-protocol", message);
      return List.of();
    }
    if (isRange) {
      String message = "a range is several service ports, and a socket leads to one";
      port.error(LISTEN, "unix-range", message);
      return List.of();
    }
    return sockets;
  }

  /** The sockets of a TCP port, without those that cannot be; those are reported. */
  public static List<UnixPath> read(Fields port) {
    List<Scalar> written = port.scalars(LISTEN);
    if (written.size() > MAX_SOCKETS) {
      String message = written.size() + " unix sockets are too many; use at most " + MAX_SOCKETS;
      port.error(LISTEN, RULE, message);
      return List.of();
    }
    Set<UnixPath> sockets = new LinkedHashSet<>();
    for (int i = 0; i < written.size(); i++) {
      Scalar scalar = written.get(i);
      String place = port.path(LISTEN) + "[" + i + "]";
      String text = scalar.text();
      String path =
          text.startsWith(UnixPath.PREFIX) ? text.substring(UnixPath.PREFIX.length()) : "";
      String reason = path.isEmpty() ? notUnix(text) : UnixPath.whyUnusable(path);
      if (reason != null) {
        port.problems().error(scalar.position(), place, RULE, reason);
      } else if (!sockets.add(new UnixPath(path))) {
        String message = text + " is another socket of this port already";
        port.problems().error(scalar.position(), place, "listen-duplicate", message);
      }
    }
    return List.copyOf(sockets);
  }

  private static String notUnix(String text) {
    return Quote.value(text) + " is not a unix socket; use unix:/PATH";
  }
}
