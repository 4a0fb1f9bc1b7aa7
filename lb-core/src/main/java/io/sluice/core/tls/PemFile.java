package io.sluice.core.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of certificates or of a private key in textual encoding (RFC 7468), as it was at one
 * moment.
 *
 * @param path as it was configured
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record PemFile(String path, byte[] content) {
  /** Longest file that is read: a bundle of all public authorities takes a quarter of it. */
  private static final int LONGEST = 1 << 20;

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String PKCS8 = "PRIVATE KEY";
  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  /** Reads it. */
  static PemFile read(String path) throws TlsFileException {
    // Opening a pipe would wait for its other end.
    if (Files.exists(Path.of(path)) && !Files.isRegularFile(Path.of(path))) {
      throw new TlsFileException(path + ": cannot be read: not a file");
    }
    try (var in = Files.newInputStream(Path.of(path))) {
      byte[] content = in.readNBytes(LONGEST + 1);
      if (content.length > LONGEST) {
        throw new TlsFileException(path + ": more than 1 MiB");
      }
      return new PemFile(path, content);
    } catch (NoSuchFileException e) {
      throw new TlsFileException(path + ": no such file");
    } catch (AccessDeniedException e) {
      throw new TlsFileException(path + ": cannot be read: permission denied");
    } catch (IOException e) {
      throw new TlsFileException(path + ": cannot be read: " + e.getMessage());
    }
  }

  /** The certificates in it, at least one, in order. */
  List<X509Certificate> certificates() throws TlsFileException {
    List<X509Certificate> certificates = new ArrayList<>();
    Matcher block = BLOCK.matcher(text());
    while (block.find()) {
      if (block.group(1).equals(CERTIFICATE)) {
        certificates.add(certificate(decoded(block.group(2)), certificates.size() + 1));
      }
    }
    if (certificates.isEmpty()) {
      throw new TlsFileException(path + ": no certificate; a PEM file is needed");
    }
    return certificates;
  }

  private X509Certificate certificate(byte[] der, int number) throws TlsFileException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new TlsFileException(path + ": certificate " + number + " is damaged");
    }
  }

  /** The one private key in it. */
  PrivateKey privateKey() throws TlsFileException {
    Matcher block = BLOCK.matcher(text());
    while (block.find()) {
      String kind = block.group(1);
      if (kind.equals(PKCS8)) {
        return privateKey(decoded(block.group(2)));
      }
      if (kind.equals("ENCRYPTED PRIVATE KEY")) {
        throw new TlsFileException(path + ": the private key is encrypted; store it without");
      }
      if (kind.endsWith(PKCS8)) {
        throw new TlsFileException(
            path + ": a private key in an old format; convert it with: openssl pkcs8 -topk8");
      }
    }
    throw new TlsFileException(path + ": no private key; a PEM file of PKCS #8 is needed");
  }

  private PrivateKey privateKey(byte[] der) throws TlsFileException {
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (GeneralSecurityException e) {
        // Of another kind: the key itself says which, but not in a form that the JDK hands out.
      }
    }
    throw new TlsFileException(
        path + ": the private key is damaged or none of RSA, EC, Ed25519 and Ed448");
  }

  private byte[] decoded(String base64) throws TlsFileException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new TlsFileException(path + ": damaged base64");
    }
  }

  private String text() {
    return new String(content, StandardCharsets.ISO_8859_1);
  }

  /** The path only: what is in it may be secret. */
  @Override
  public String toString() {
    return path;
  }
}
