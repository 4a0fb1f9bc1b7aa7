package io.sluice.core.tls;

import io.sluice.config.model.Tls;
import java.util.Arrays;
import java.util.List;

/** Versions as the JDK calls them. */
final class TlsVersions {
  private TlsVersions() {}

  /** That version and every later one. */
  static List<String> from(Tls.Version min) {
    return Arrays.stream(Tls.Version.values())
        .filter(version -> version.compareTo(min) >= 0)
        .map(Tls.Version::label)
        .toList();
  }
}
