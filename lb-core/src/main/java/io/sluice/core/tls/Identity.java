package io.sluice.core.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * A certificate chain with the private key of its first certificate.
 *
 * @param chain at least one
 */
record Identity(List<X509Certificate> chain, PrivateKey privateKey) {
  private static final int DNS_NAME = 2;

  Identity {
    chain = List.copyOf(chain);
  }

  /** The pair in two files, which belong together. */
  static Identity of(PemFile certificate, PemFile key) throws TlsFileException {
    Identity identity = new Identity(certificate.certificates(), key.privateKey());
    if (!identity.isPair()) {
      throw new TlsFileException(key + ": is not the private key of " + certificate);
    }
    return identity;
  }

  /** The names of the first certificate in lower case: {@code a.example}, {@code *.example}. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = chain.getFirst().getSubjectAlternativeNames();
      if (alternatives != null) {
        for (List<?> alternative : alternatives) {
          String name = String.valueOf(alternative.get(1)).toLowerCase(Locale.ROOT);
          if (alternative.getFirst().equals(DNS_NAME) && name.lastIndexOf('*') <= 0) {
            names.add(name);
          }
        }
      }
    } catch (CertificateParsingException e) {
      // Names that cannot be read match nobody; as the first of its list it still answers.
    }
    return names;
  }

  /** Whether what the private key signs is what the certificate verifies. */
  private boolean isPair() {
    PublicKey publicKey = chain.getFirst().getPublicKey();
    String algorithm =
        switch (privateKey.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "EdDSA";
        };
    byte[] challenge = new byte[32];
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(privateKey);
      signature.update(challenge);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(challenge);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** The first certificate's subject: the key stays secret. */
  @Override
  public String toString() {
    return "Identity[" + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
