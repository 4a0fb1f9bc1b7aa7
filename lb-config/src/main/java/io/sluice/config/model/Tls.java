package io.sluice.config.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TLS of a service port; null on a side leaves that side as it is.
 *
 * @param termination how clients are answered, or null
 * @param origination how endpoints are asked, or null
 */
public record Tls(@Nullable Termination termination, @Nullable Origination origination) {
  /** Bytes pass as they are. */
  public static final Tls OFF = new Tls(null, null);

  /** Time for a handshake where the configuration says nothing. */
  public static final Duration DEFAULT_HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

  /**
   * TLS towards clients.
   *
   * @param certificates at least one; the first answers where no name matches
   * @param clientCertificateAuthorities PEM file of the authorities of client certificates, or null
   * @param alpn protocols offered, in order of preference
   */
  public record Termination(
      List<KeyPair> certificates,
      ClientCertificates clientCertificates,
      @Nullable String clientCertificateAuthorities,
      List<String> alpn,
      Version minVersion,
      Duration handshakeTimeout) {
    public Termination {
      certificates = List.copyOf(certificates);
      alpn = List.copyOf(alpn);
    }
  }

  /**
   * TLS towards endpoints.
   *
   * @param serverName name that is sent and verified, or null: the endpoint's address
   * @param authorities PEM file of authorities, or null: the JDK's
   * @param keyPair what to show when asked for a certificate, or null
   * @param verify whether the endpoint's certificate must be valid
   */
  public record Origination(
      @Nullable String serverName,
      @Nullable String authorities,
      @Nullable KeyPair keyPair,
      Verify verify,
      List<String> alpn,
      Version minVersion,
      Duration handshakeTimeout) {
    public Origination {
      alpn = List.copyOf(alpn);
    }
  }

  /**
   * A certificate with its private key.
   *
   * @param certificate PEM file, the chain in order
   * @param privateKey PEM file, PKCS #8
   */
  public record KeyPair(String certificate, String privateKey) {}

  /** What is asked of clients. */
  public enum ClientCertificates {
    NONE("None"),
    OPTIONAL("Optional"),
    REQUIRED("Required");

    private final String label;

    ClientCertificates(String label) {
      this.label = label;
    }

    /** The word in the configuration. */
    public String label() {
      return label;
    }
  }

  /** What is asked of endpoints. */
  public enum Verify {
    FULL("Full"),
    NONE("None");

    private final String label;

    Verify(String label) {
      this.label = label;
    }

    /** The word in the configuration. */
    public String label() {
      return label;
    }
  }

  /** Lowest version that is spoken. */
  public enum Version {
    TLS_1_2("TLSv1.2"),
    TLS_1_3("TLSv1.3");

    private final String label;

    Version(String label) {
      this.label = label;
    }

    /** The word in the configuration, and the JDK's. */
    public String label() {
      return label;
    }
  }
}
