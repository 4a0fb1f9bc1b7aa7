package io.sluice.config.schema;

import io.sluice.config.model.IpAddress;
import io.sluice.config.model.ListenAddress;
import io.sluice.config.model.Settings;
import io.sluice.config.model.UnixPath;
import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problems;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.HostAndPort;
import io.sluice.config.yaml.NameSyntax;
import io.sluice.config.yaml.Numbers;
import io.sluice.config.yaml.Quote;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what concerns the process: {@code admin}, {@code shutdown}, {@code dataPlane}, … */
final class SettingsReader {
  static final int MAX_EVENT_LOOPS = 1024;
  static final int MAX_CONNECTIONS = 10_000_000;
  static final int SHORTEST_SEED = 8;
  static final int LONGEST_SEED = 128;

  private static final String HASH_SEED = "hashSeed";

  /** What the downward API of Kubernetes is asked to say. */
  private static final String NODE_NAME = "NODE_NAME";

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
    Unavailable.readVips(document);
    Settings read =
        readDataPlane(
            document.mapping("dataPlane"), readLimits(document.mapping("limits"), settings));
    return new Settings(
        admin,
        drainTimeout,
        read.transport(),
        read.eventLoops(),
        read.zeroCopy(),
        read.maxConnections(),
        read.maxUdpSessions(),
        readPlace(document.mapping("node"), settings.place()),
        read.hashSeed());
  }

  /** The settings with the node's name from the environment where no document says it. */
  static Settings withNodeName(
      Settings settings, Map<String, String> variables, Problems problems) {
    String name = variables.get(NODE_NAME);
    if (!settings.place().node().isEmpty() || name == null || name.isEmpty()) {
      return settings;
    }
    if (NameSyntax.subdomain(name) == null) {
      String message =
          "environment variable " + NODE_NAME + ": " + Quote.value(name) + " is not a node's name";
      problems.warning(Position.of(NODE_NAME), "node.name", "name-syntax", message);
      return settings;
    }
    return with(settings, new Settings.Place(name, settings.place().zone()));
  }

  private static Settings with(Settings settings, Settings.Place place) {
    return new Settings(
        settings.admin(),
        settings.drainTimeout(),
        settings.transport(),
        settings.eventLoops(),
        settings.zeroCopy(),
        settings.maxConnections(),
        settings.maxUdpSessions(),
        place,
        settings.hashSeed());
  }

  private static Settings readLimits(@Nullable Fields fields, Settings settings) {
    if (fields == null) {
      return settings;
    }
    Settings read =
        new Settings(
            settings.admin(),
            settings.drainTimeout(),
            settings.transport(),
            settings.eventLoops(),
            settings.zeroCopy(),
            automatic(fields, "maxConnections", MAX_CONNECTIONS, settings.maxConnections()),
            automatic(fields, "maxUdpSessions", MAX_CONNECTIONS, settings.maxUdpSessions()),
            settings.place(),
            settings.hashSeed());
    fields.rejectUnknownKeys();
    return read;
  }

  private static Settings readDataPlane(@Nullable Fields fields, Settings settings) {
    if (fields == null) {
      return settings;
    }
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
            readHashSeed(fields, settings.hashSeed()));
    fields.rejectUnknownKeys();
    return read;
  }

  /** A secret: no message shows it, nor does any show the line on which it stands. */
  private static String readHashSeed(Fields fields, String inherited) {
    String seed = fields.text(HASH_SEED);
    if (seed == null) {
      return inherited;
    }
    int length = seed.codePointCount(0, seed.length());
    if (length < SHORTEST_SEED || length > LONGEST_SEED) {
      String message = "it has " + length + " characters; use 8 to 128";
      fields.error(HASH_SEED, "hash-seed", message);
    }
    return seed;
  }

  private static Settings.Place readPlace(@Nullable Fields fields, Settings.Place inherited) {
    if (fields == null) {
      return inherited;
    }
    String node =
        fields.parsed("name", "name-syntax", NameSyntax.SUBDOMAIN_ALLOWED, NameSyntax::subdomain);
    String zone =
        fields.parsed(
            "zone", "label-value", EndpointReader.ZONE_ALLOWED, EndpointReader::parseZone);
    fields.rejectUnknownKeys();
    return new Settings.Place(
        node == null ? inherited.node() : node, zone == null ? inherited.zone() : zone);
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
    if (text.startsWith(UnixPath.PREFIX)) {
      String path = text.substring(UnixPath.PREFIX.length());
      return UnixPath.whyUnusable(path) == null ? new ListenAddress.Unix(path) : null;
    }
    HostAndPort hostAndPort = HostAndPort.split(text);
    IpAddress address = hostAndPort.address();
    String portText = hostAndPort.port();
    Integer port = portText == null ? null : Numbers.parseInteger(portText, 0, 65535);
    return address == null || port == null ? null : new ListenAddress.Tcp(address, port);
  }
}
