package io.sluice.config.schema;

import io.sluice.config.model.IpAddress;
import io.sluice.config.model.SocketSettings;
import io.sluice.config.model.SocketSettings.Endpoint;
import io.sluice.config.model.SocketSettings.Keepalive;
import io.sluice.config.model.SocketSettings.Listening;
import io.sluice.config.model.SocketSettings.Source;
import io.sluice.config.yaml.Durations;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.Numbers;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the options of sockets. */
final class SocketKeys {
  /** What {@code listen(2)} and TCP_FASTOPEN take; the kernel cuts it to net.core.somaxconn. */
  static final int MAX_BACKLOG = 65_535;

  /** MAX_TCP_KEEPCNT of include/net/tcp.h. */
  static final int MAX_PROBES = 127;

  /** MAX_TCP_KEEPIDLE and MAX_TCP_KEEPINTVL of include/net/tcp.h. */
  private static final Duration LONGEST_KEEPALIVE = Duration.ofSeconds(32_767);

  /** The kernel counts it in retransmissions of the handshake, which end sooner anyway. */
  private static final Duration LONGEST_DEFER = Duration.ofMinutes(5);

  /** What IFNAMSIZ of include/uapi/linux/if.h leaves, and dev_valid_name of net/core/dev.c. */
  private static final Pattern DEVICE = Pattern.compile("(?!\\.{1,2}$)[^/:\\s\\p{Cntrl}]{1,15}");

  private static final String DEVICE_ALLOWED =
      "a network interface; use at most 15 characters without blank, / and :, or \"\" for any";

  private SocketKeys() {}

  static SocketSettings read(Fields fields, SocketSettings inherited) {
    return new SocketSettings(
        readListening(fields.mapping("listening"), inherited.listening()),
        readKeepalive(fields.mapping("clientKeepalive"), inherited.client()),
        readEndpoint(fields, inherited.endpoint()));
  }

  private static Listening readListening(@Nullable Fields fields, Listening inherited) {
    if (fields == null) {
      return inherited;
    }
    Boolean freebind = fields.flag("freebind");
    Listening read =
        new Listening(
            fields.integer("backlog", 0, MAX_BACKLOG, inherited.backlog()),
            fields.integer("fastOpen", 0, MAX_BACKLOG, inherited.fastOpen()),
            wholeSeconds(fields, "deferAccept", LONGEST_DEFER, inherited.deferAccept()),
            freebind == null ? inherited.freebind() : freebind,
            readDevice(fields, inherited.device()),
            readMark(fields, inherited.mark()));
    fields.rejectUnknownKeys();
    return read;
  }

  private static Keepalive readKeepalive(@Nullable Fields fields, Keepalive inherited) {
    if (fields == null) {
      return inherited;
    }
    Keepalive read =
        new Keepalive(
            wholeSeconds(fields, "idle", LONGEST_KEEPALIVE, inherited.idle()),
            wholeSeconds(fields, "interval", LONGEST_KEEPALIVE, inherited.interval()),
            fields.integer("probes", 0, MAX_PROBES, inherited.probes()),
            fields.duration(
                "userTimeout", Duration.ZERO, ConnectionKeys.LONGEST, inherited.userTimeout()));
    fields.rejectUnknownKeys();
    return read;
  }

  private static Endpoint readEndpoint(Fields fields, Endpoint inherited) {
    Keepalive keepalive = readKeepalive(fields.mapping("endpointKeepalive"), inherited.keepalive());
    Source source =
        fields.parsed(
            "sourceAddress",
            "source-address",
            "a source address; use Client, an IP address of this machine, or Own",
            SocketKeys::parseSource);
    Fields sockets = fields.mapping("endpointSockets");
    String device = inherited.device();
    boolean fastOpen = inherited.fastOpen();
    int mark = inherited.mark();
    if (sockets != null) {
      device = readDevice(sockets, device);
      Boolean written = sockets.flag("fastOpen");
      fastOpen = written == null ? fastOpen : written;
      mark = readMark(sockets, mark);
      sockets.rejectUnknownKeys();
    }
    return new Endpoint(
        keepalive, source == null ? inherited.source() : source, device, fastOpen, mark);
  }

  private static @Nullable Source parseSource(String text) {
    return switch (text) {
      case "Own" -> new Source.Own();
      case "Client" -> new Source.Client();
      default -> {
        IpAddress address = IpAddress.tryParse(text);
        boolean isUsable = address != null && !address.isUnspecified() && !address.isMulticast();
        yield address != null && isUsable ? new Source.Fixed(address) : null;
      }
    };
  }

  /** Empty text takes back what an outer key has said. */
  private static @Nullable String readDevice(Fields fields, @Nullable String inherited) {
    String device =
        fields.parsed(
            "device",
            "device-name",
            DEVICE_ALLOWED,
            text -> text.isEmpty() || DEVICE.matcher(text).matches() ? text : null);
    if (device == null) {
      return inherited;
    }
    return device.isEmpty() ? null : device;
  }

  private static int readMark(Fields fields, int inherited) {
    Integer mark =
        fields.parsed(
            "mark",
            "integer-range",
            "a mark; use 0 to 2147483647, or 0x0 to 0xFFFFFFF",
            text -> Numbers.parseDecimalOrHex(text, 0, Integer.MAX_VALUE));
    return mark == null ? inherited : mark;
  }

  /** The kernel takes these in seconds; zero switches off. */
  private static Duration wholeSeconds(
      Fields fields, String key, Duration longest, Duration inherited) {
    Duration read = fields.duration(key, Duration.ZERO, longest, inherited);
    if (read.toMillisPart() > 0) {
      String message = Durations.format(read) + " is no whole number of seconds; use one";
      fields.error(key, "duration-range", message);
    }
    return read;
  }
}
