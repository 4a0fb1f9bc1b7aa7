package io.sluice.core.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.TlsFiles;
import io.sluice.config.model.Tls.KeyPair;
import io.sluice.core.rig.Certificates;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check of a configuration says of the files that it names. */
class TlsFilesOnDiskIT {
  @TempDir static Path folder;

  private static Certificates certificates;
  private static KeyPair pair;
  private static KeyPair other;

  private final TlsFiles files = new TlsFilesOnDisk();

  @BeforeAll
  static void issue() {
    certificates = Certificates.in(folder);
    pair = certificates.issue("a", "DNS:a.example");
    other = certificates.issue("b", "DNS:b.example");
  }

  @Test
  void filesThatFitAreUsable() {
    assertThat(files.whyUnusable(pair)).isNull();
    assertThat(files.whyUnusable(certificates.authority())).isNull();
  }

  @Test
  void keyOfAnotherCertificateIsNot() {
    assertThat(files.whyUnusable(new KeyPair(pair.certificate(), other.privateKey())))
        .isEqualTo(other.privateKey() + ": is not the private key of " + pair.certificate());
  }

  @Test
  void whatIsNoReadableFileOfTheKindIsNot() throws IOException {
    String missing = folder.resolve("missing").toString();
    assertThat(files.whyUnusable(new KeyPair(missing, pair.privateKey())))
        .isEqualTo(missing + ": no such file");
    assertThat(files.whyUnusable(folder.toString()))
        .isEqualTo(folder + ": cannot be read: not a file");
    assertThat(files.whyUnusable(pair.privateKey())).contains("no certificate");
    assertThat(files.whyUnusable("a\0b")).startsWith("not a path");
  }
}
