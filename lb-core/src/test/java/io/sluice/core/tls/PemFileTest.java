package io.sluice.core.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificate and key files, and what is said of those that are no good. */
class PemFileTest {
  @TempDir Path folder;

  private PemFile file(String content) throws IOException, TlsFileException {
    Path path = folder.resolve("file.pem");
    Files.writeString(path, content);
    return PemFile.read(path.toString());
  }

  private static String pem(String kind, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, base64);
  }

  @ParameterizedTest
  @CsvSource({"RSA,RSA", "EC,EC", "Ed25519,EdDSA"})
  void keysOfEveryKindAreRead(String generated, String found) throws Exception {
    PrivateKey key = KeyPairGenerator.getInstance(generated).generateKeyPair().getPrivate();
    PemFile file = file("a comment\n" + pem("PRIVATE KEY", key.getEncoded()));
    assertThat(file.privateKey()).isEqualTo(key);
    assertThat(file.privateKey().getAlgorithm()).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "RSA PRIVATE KEY,openssl pkcs8 -topk8",
    "EC PRIVATE KEY,openssl pkcs8 -topk8",
    "ENCRYPTED PRIVATE KEY,is encrypted",
    "CERTIFICATE,no private key",
    "PRIVATE KEY,is damaged"
  })
  void otherKeysAreRefusedWithoutTheirContent(String kind, String reason) throws Exception {
    byte[] secret = "secret".getBytes("US-ASCII");
    PemFile file = file(pem(kind, secret));
    assertThatThrownBy(file::privateKey)
        .isInstanceOf(TlsFileException.class)
        .hasMessageStartingWith(folder.resolve("file.pem") + ": ")
        .hasMessageContaining(reason)
        .message()
        .doesNotContain("secret", Base64.getEncoder().encodeToString(secret));
    assertThat(file.toString()).doesNotContain("secret");
  }

  @Test
  void filesThatHoldNoCertificateAreRefused() throws Exception {
    assertThatThrownBy(() -> file("").certificates()).hasMessageContaining("no certificate");
    assertThatThrownBy(() -> file(pem("CERTIFICATE", new byte[9])).certificates())
        .hasMessageContaining("certificate 1 is damaged");
    assertThatThrownBy(
            () -> file("-----BEGIN CERTIFICATE-----\n=\n-----END CERTIFICATE-----").certificates())
        .hasMessageContaining("damaged");
    assertThatThrownBy(() -> PemFile.read(folder.resolve("none").toString()))
        .hasMessageEndingWith("no such file");
    assertThatThrownBy(() -> PemFile.read(folder.toString()))
        .hasMessageContaining("cannot be read");
    Path large = folder.resolve("large");
    Files.write(large, new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> PemFile.read(large.toString())).hasMessageContaining("1 MiB");
  }
}
