package io.sluice.config.schema;

import io.sluice.config.model.Tls;
import io.sluice.config.model.Tls.ClientCertificates;
import io.sluice.config.model.Tls.Origination;
import io.sluice.config.model.Tls.Termination;
import io.sluice.config.model.Tls.Verify;
import io.sluice.config.validate.Origin.Place;
import io.sluice.config.validate.TlsFileUse;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.Quote;
import io.sluice.config.yaml.YamlNode.Scalar;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code tls}. Termination and origination are each inherited whole: half of one certificate
 * and half of another is never what was meant.
 */
final class TlsKeys {
  static final int MAX_CERTIFICATES = 1000;
  private static final int MAX_PROTOCOLS = 16;

  /** A protocol's name has one byte for its length (RFC 7301, 3.1). */
  private static final int LONGEST_PROTOCOL = 255;

  private static final Duration LONGEST_HANDSHAKE = Duration.ofMinutes(5);
  private static final String AUTHORITIES = "clientCertificateAuthorities";
  private static final String CERTIFICATE = "certificate";
  private static final String PRIVATE_KEY = "privateKey";

  private final List<TlsFileUse> files;

  private TlsKeys(List<TlsFileUse> files) {
    this.files = files;
  }

  /** Reads the key, and adds the files that it names. */
  static Tls read(Fields fields, Tls inherited, List<TlsFileUse> files) {
    Fields tls = fields.mapping("tls");
    if (tls == null) {
      return inherited;
    }
    TlsKeys keys = new TlsKeys(files);
    Tls read =
        new Tls(
            keys.readTermination(tls, inherited.termination()),
            keys.readOrigination(tls, inherited.origination()));
    tls.rejectUnknownKeys();
    return read;
  }

  private @Nullable Termination readTermination(Fields tls, @Nullable Termination inherited) {
    if (LimitKeys.isOff(tls, "termination")) {
      return null;
    }
    Fields fields = tls.mapping("termination");
    if (fields == null) {
      return inherited;
    }
    List<Tls.KeyPair> pairs = readCertificates(fields);
    ClientCertificates asked =
        fields.choice("clientCertificates", Choices.CLIENT_CERTIFICATES, ClientCertificates.NONE);
    String authorities = readAuthorities(fields, AUTHORITIES);
    if (asked == ClientCertificates.NONE && authorities != null) {
      String message = "nobody is asked for a certificate; use clientCertificates: Required";
      fields.error(AUTHORITIES, "client-certificates", message);
    } else if (asked != ClientCertificates.NONE && !fields.has(AUTHORITIES)) {
      String message =
          AUTHORITIES + " is missing: it says whose certificates are accepted of clients";
      fields.error("clientCertificates", "client-certificates", message);
    }
    Termination read =
        new Termination(
            pairs,
            asked,
            authorities,
            readAlpn(fields),
            fields.choice("minVersion", Choices.TLS_VERSIONS, Tls.Version.TLS_1_2),
            readHandshakeTimeout(fields));
    fields.rejectUnknownKeys();
    return read;
  }

  private List<Tls.KeyPair> readCertificates(Fields fields) {
    String key = "certificates";
    List<Fields> items = fields.mappings(key);
    if (!fields.has(key)) {
      fields.missing(key);
    } else if (fields.list(key).isEmpty()) {
      fields.error(key, "required", "the list is empty; clients are shown at least one");
    } else if (items.size() > MAX_CERTIFICATES) {
      String message = items.size() + " are too many; use at most " + MAX_CERTIFICATES;
      fields.error(key, "too-many", message);
    }
    List<Tls.KeyPair> pairs = new ArrayList<>(items.size());
    for (Fields item : items) {
      requireText(item, CERTIFICATE);
      requireText(item, PRIVATE_KEY);
      Tls.KeyPair pair = readKeyPair(item, new Place(item.position(), item.path()));
      item.rejectUnknownKeys();
      if (pair != null) {
        pairs.add(pair);
      }
    }
    return pairs;
  }

  private @Nullable Origination readOrigination(Fields tls, @Nullable Origination inherited) {
    if (LimitKeys.isOff(tls, "origination")) {
      return null;
    }
    Fields fields = tls.mapping("origination");
    if (fields == null) {
      return inherited;
    }
    String serverName =
        fields.parsed(
            "serverName", "server-name", RouteKeys.HOST_NAME_ALLOWED, RouteKeys::hostName);
    String authorities = readAuthorities(fields, "authorities");
    if (fields.has(CERTIFICATE) != fields.has(PRIVATE_KEY)) {
      fields.missing(fields.has(CERTIFICATE) ? PRIVATE_KEY : CERTIFICATE);
    }
    Place place = new Place(fields.position(CERTIFICATE), fields.path(CERTIFICATE));
    Tls.KeyPair pair = readKeyPair(fields, place);
    Verify verify = fields.choice("verify", Choices.VERIFY, Verify.FULL);
    if (verify == Verify.NONE) {
      String message = "anybody can stand in for the endpoint; use Full, with authorities";
      fields.warning("verify", "tls-verify", message);
    }
    Origination read =
        new Origination(
            serverName,
            authorities,
            pair,
            verify,
            readAlpn(fields),
            fields.choice("minVersion", Choices.TLS_VERSIONS, Tls.Version.TLS_1_2),
            readHandshakeTimeout(fields));
    fields.rejectUnknownKeys();
    return read;
  }

  private static void requireText(Fields fields, String key) {
    if (!fields.has(key)) {
      fields.missing(key);
    }
  }

  private Tls.@Nullable KeyPair readKeyPair(Fields fields, Place place) {
    String certificate = readFile(fields, CERTIFICATE);
    String privateKey = readFile(fields, PRIVATE_KEY);
    if (certificate == null || privateKey == null) {
      return null;
    }
    Tls.KeyPair pair = new Tls.KeyPair(certificate, privateKey);
    files.add(new TlsFileUse.KeyPair(pair, place));
    return pair;
  }

  private @Nullable String readAuthorities(Fields fields, String key) {
    String file = readFile(fields, key);
    if (file != null) {
      files.add(
          new TlsFileUse.Authorities(file, new Place(fields.position(key), fields.path(key))));
    }
    return file;
  }

  /** The absolute path of a file, which is named relative to the file that names it. */
  private static @Nullable String readFile(Fields fields, String key) {
    String named = fields.text(key);
    if (named == null) {
      return null;
    }
    if (named.isEmpty()) {
      fields.error(key, "file-name", "the name is empty; use the path of a PEM file");
      return null;
    }
    try {
      Path source = Path.of(fields.position(key).source());
      return source.resolveSibling(named).toAbsolutePath().toString();
    } catch (InvalidPathException e) {
      fields.error(key, "file-name", Quote.value(named) + " is not a path: " + e.getReason());
      return null;
    }
  }

  /** Names of protocols, in order of preference. */
  static List<String> readAlpn(Fields fields) {
    List<Scalar> scalars = fields.scalars("alpn");
    List<String> protocols = new ArrayList<>(scalars.size());
    for (int i = 0; i < scalars.size(); i++) {
      String name = scalars.get(i).text();
      int length = name.getBytes(StandardCharsets.UTF_8).length;
      String path = fields.path("alpn") + "[" + i + "]";
      if (length == 0 || length > LONGEST_PROTOCOL) {
        String message = "not the name of a protocol; use 1 to 255 bytes, such as h2";
        fields.problems().error(scalars.get(i).position(), path, "alpn", message);
      } else if (protocols.contains(name)) {
        String message = Quote.value(name) + " was already given";
        fields.problems().error(scalars.get(i).position(), path, "alpn", message);
      } else {
        protocols.add(name);
      }
    }
    if (protocols.size() > MAX_PROTOCOLS) {
      String message = protocols.size() + " are too many; use at most " + MAX_PROTOCOLS;
      fields.error("alpn", "too-many", message);
    }
    return protocols;
  }

  private static Duration readHandshakeTimeout(Fields fields) {
    return fields.duration(
        "handshakeTimeout",
        ConnectionKeys.SHORTEST,
        LONGEST_HANDSHAKE,
        Tls.DEFAULT_HANDSHAKE_TIMEOUT);
  }
}
