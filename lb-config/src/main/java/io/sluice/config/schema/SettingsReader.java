package io.sluice.config.schema;

import io.sluice.config.model.IpAddress;
import io.sluice.config.model.ListenAddress;
import io.sluice.config.model.Settings;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.HostAndPort;
import io.sluice.config.yaml.Numbers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads what concerns the process: {@code admin}, {@code shutdown}, {@code dataPlane}, … */
final class SettingsReader {
  static final int MAX_EVENT_LOOPS = 1024;
  static final int MAX_CONNECTIONS = 10_000_000;

  private static final String UNIX = "unix:";

  /** What a sockaddr_un holds, without the byte that ends it. */
  private static final int LONGEST_UNIX_PATH = 107;

  private static final String LISTEN_ALLOWED =
      "a place to listen; use ADDRESS:PORT, unix:/PATH or off";

  private SettingsReader() {}

  /** The settings with those of one document laid over them. */
  static Settings read(Fields document, Settings settings) {
    ListenAddress admin = settings.admin();
    Fields adminFields = document.mapping("admin");
    if (adminFields != null) {
      ListenAddress listen = parsedListen(adminFields);
      admin = listen == null ? admin : listen;
      adminFields.rejectUnknownKeys();
    }
    Duration drainTimeout = settings.drainTimeout();
    Fields shutdown = document.mapping("shutdown");
    if (shutdown != null) {
      drainTimeout =
          shutdown.duration("drainTimeout", Duration.ZERO, ConnectionKeys.LONGEST, drainTimeout);
      shutdown.rejectUnknownKeys();
    }
    int maxConnections = settings.maxConnections();
    Fields limits = document.mapping("limits");
    if (limits != null) {
      maxConnections = automatic(limits, "maxConnections", MAX_CONNECTIONS, maxConnections);
      limits.rejectUnknownKeys();
    }
    Unavailable.readVips(document);
    Settings withRest =
        new Settings(
            admin,
            drainTimeout,
            settings.transport(),
            settings.eventLoops(),
            settings.zeroCopy(),
            maxConnections,
            settings.maxUdpSessions(),
            settings.place(),
            settings.hashSeed());
    Fields dataPlane = document.mapping("dataPlane");
    return dataPlane == null ? withRest : readDataPlane(dataPlane, withRest);
  }

  private static Settings readDataPlane(Fields fields, Settings settings) {
    Settings read =
        new Settings(
            settings.admin(),
            settings.drainTimeout(),
            fields.choice("transport", Choices.TRANSPORTS, settings.transport()),
            automatic(fields, "eventLoops", MAX_EVENT_LOOPS, settings.eventLoops()),
            fields.choice("zeroCopy", Choices.ZERO_COPY, settings.zeroCopy()),
            settings.maxConnections(),
            settings.maxUdpSessions(),
            settings.place(),
            settings.hashSeed());
    fields.rejectUnknownKeys();
    return read;
  }

  /** A number from 1, or {@code Auto}. */
  private static int automatic(Fields fields, String key, int max, int whenAbsent) {
    Integer value =
        fields.parsed(
            key,
            "integer-range",
            "allowed; use Auto or a number from 1 to " + max,
            text ->
                text.equals("Auto") ? (Integer) Settings.AUTO : Numbers.parseInteger(text, 1, max));
    return value == null ? whenAbsent : value;
  }

  private static @Nullable ListenAddress parsedListen(Fields admin) {
    return admin.parsed("listen", "listen-address", LISTEN_ALLOWED, SettingsReader::parseListen);
  }

  private static @Nullable ListenAddress parseListen(String text) {
    if (text.equals("off") || text.equals("Off")) {
      return new ListenAddress.Off();
    }
    if (text.startsWith(UNIX)) {
      String path = text.substring(UNIX.length());
      int length = path.getBytes(StandardCharsets.UTF_8).length;
      boolean isUsable = path.startsWith("/") && length > 1 && length <= LONGEST_UNIX_PATH;
      return isUsable && path.indexOf('\0') < 0 ? new ListenAddress.Unix(path) : null;
    }
    HostAndPort hostAndPort = HostAndPort.split(text);
    IpAddress address = hostAndPort.address();
    String portText = hostAndPort.port();
    Integer port = portText == null ? null : Numbers.parseInteger(portText, 0, 65535);
    return address == null || port == null ? null : new ListenAddress.Tcp(address, port);
  }
}
