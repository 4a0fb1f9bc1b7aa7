package io.sluice.core.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Several files, all read at one moment. */
final class PemFiles {
  private final Map<String, PemFile> byPath = new HashMap<>();
  private final String fingerprint;

  private PemFiles(List<String> paths) throws TlsFileException {
    MessageDigest digest = sha256();
    for (String path : paths) {
      PemFile file = PemFile.read(path);
      byPath.put(path, file);
      digest.update(sha256().digest(file.content()));
    }
    fingerprint = HexFormat.of().formatHex(digest.digest());
  }

  /** Reads them. */
  static PemFiles read(List<String> paths) throws TlsFileException {
    return new PemFiles(paths);
  }

  /** One of them. */
  PemFile at(String path) {
    PemFile file = byPath.get(path);
    if (file == null) {
      throw new IllegalStateException(path + " was not read");
    }
    return file;
  }

  /** The same for the same content only. */
  String fingerprint() {
    return fingerprint;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
