package io.sluice.core.rig;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.sluice.config.model.Tls;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** Certificates made by {@code openssl} for one test, all by one authority. */
public final class Certificates {
  private final Path folder;

  private Certificates(Path folder) {
    this.folder = folder;
  }

  /** A new authority, which keeps its files in that folder. */
  public static Certificates in(Path folder) {
    Certificates certificates = new Certificates(folder);
    certificates.openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 2"
            + " -subj /CN=authority -keyout authority.key -out authority.pem");
    return certificates;
  }

  /** The authority's own certificate. */
  public String authority() {
    return path("authority.pem");
  }

  /**
   * A new certificate with its key, in files of that name.
   *
   * @param alternatives such as {@code DNS:a.example,IP:127.0.0.1}
   */
  public Tls.KeyPair issue(String file, String alternatives) {
    openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 2"
            + " -CA authority.pem -CAkey authority.key -subj /CN=%1$s".formatted(file)
            + " -addext basicConstraints=critical,CA:FALSE"
            + " -addext subjectAltName=%2$s".formatted(file, alternatives)
            + " -keyout %1$s.key -out %1$s.pem".formatted(file));
    return pair(file);
  }

  /** The names of a pair's files, which need not be there. */
  public Tls.KeyPair pair(String file) {
    return new Tls.KeyPair(path(file + ".pem"), path(file + ".key"));
  }

  /** Overwrites a file of a pair with that of another. */
  public static void replace(String file, String by) throws IOException {
    Files.copy(Path.of(by), Path.of(file), StandardCopyOption.REPLACE_EXISTING);
  }

  /** For a JDK client that trusts the authority and shows no certificate. */
  public SSLContext client() {
    return build(SslContextBuilder.forClient().trustManager(new File(authority())));
  }

  /** For a JDK client that trusts the authority and shows a certificate. */
  public SSLContext client(Tls.KeyPair own) {
    return build(
        SslContextBuilder.forClient()
            .trustManager(new File(authority()))
            .keyManager(new File(own.certificate()), new File(own.privateKey())));
  }

  /** For a JDK server that takes certificates of the authority's. */
  public SSLContext server(Tls.KeyPair own) {
    return build(
        SslContextBuilder.forServer(new File(own.certificate()), new File(own.privateKey()))
            .trustManager(new File(authority())));
  }

  private static SSLContext build(SslContextBuilder builder) {
    try {
      return ((JdkSslContext) builder.sslProvider(SslProvider.JDK).build()).context();
    } catch (SSLException e) {
      throw new AssertionError(e);
    }
  }

  private String path(String file) {
    return folder.resolve(file).toString();
  }

  private void openssl(String arguments) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments.split(" ")));
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + ": " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
