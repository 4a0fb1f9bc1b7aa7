package io.sluice.config.validate;

import io.sluice.config.model.Tls;
import io.sluice.config.validate.Origin.Place;

/** A place that names files of TLS, for what can only be found wrong by looking into them. */
public sealed interface TlsFileUse {
  /** Where they are named. */
  Place place();

  /** A certificate with its private key. */
  record KeyPair(Tls.KeyPair files, Place place) implements TlsFileUse {}

  /** Certificates of authorities. */
  record Authorities(String file, Place place) implements TlsFileUse {}
}
