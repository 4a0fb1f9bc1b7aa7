package io.sluice.config;

import io.sluice.config.model.Tls;
import org.jspecify.annotations.Nullable;

/**
 * Looks into files that TLS settings name, as the data plane would, so that what is wrong with them
 * is found with the rest of the configuration. What it says never shows what is in them.
 */
public interface TlsFiles {
  /** Looks at nothing. */
  TlsFiles UNSEEN =
      new TlsFiles() {
        @Override
        public @Nullable String whyUnusable(Tls.KeyPair files) {
          return null;
        }

        @Override
        public @Nullable String whyUnusable(String authorities) {
          return null;
        }
      };

  /** Why a certificate with its private key cannot be used, or null when it can. */
  @Nullable String whyUnusable(Tls.KeyPair files);

  /** Why a file of authorities cannot be used, or null when it can. */
  @Nullable String whyUnusable(String authorities);
}
