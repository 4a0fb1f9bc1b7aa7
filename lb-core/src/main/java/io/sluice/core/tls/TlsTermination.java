package io.sluice.core.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.sluice.config.model.Tls;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * TLS towards the clients of a service port. The control thread loads; event loops make handlers.
 */
public final class TlsTermination implements FileBased {
  static {
    // A client could otherwise have us begin anew over and over (CVE-2011-1473). The JDK reads this
    // once, when its TLS classes are first used.
    String rejectRenegotiation = "jdk.tls.rejectClientInitiatedRenegotiation";
    if (System.getProperty(rejectRenegotiation) == null) {
      System.setProperty(rejectRenegotiation, "true");
    }
  }

  private final Tls.Termination settings;

  // Written by the control thread only; read by every event loop.
  private volatile RouteTable<SslContext> contexts = RouteTable.of(List.of());

  TlsTermination(Tls.Termination settings) {
    this.settings = settings;
  }

  /** Longest time for a handshake. */
  public Duration handshakeTimeout() {
    return settings.handshakeTimeout();
  }

  /**
   * What answers a client: with the certificate for the name that it asked for, or the first one.
   * Has no time limit of its own.
   */
  public SslHandler newHandler(ClientHello hello, ByteBufAllocator allocator) {
    SslContext context = contexts.find(hello);
    if (context == null) {
      throw new IllegalStateException("termination without a certificate");
    }
    SslHandler handler = context.newHandler(allocator);
    handler.setHandshakeTimeoutMillis(0);
    return handler;
  }

  @Override
  public List<String> paths() {
    Stream<String> pairs =
        settings.certificates().stream()
            .flatMap(pair -> Stream.of(pair.certificate(), pair.privateKey()));
    return Stream.concat(pairs, Stream.ofNullable(settings.clientCertificateAuthorities()))
        .distinct()
        .toList();
  }

  @Override
  public List<String> keyPaths() {
    return settings.certificates().stream().map(Tls.KeyPair::privateKey).distinct().toList();
  }

  @Override
  public void load(PemFiles files) throws TlsFileException {
    List<RouteTable.Entry<SslContext>> entries = new ArrayList<>();
    for (Tls.KeyPair pair : settings.certificates()) {
      Identity identity = Identity.of(files.at(pair.certificate()), files.at(pair.privateKey()));
      SslContext context = context(identity, files, pair.certificate());
      if (entries.isEmpty()) {
        entries.add(new RouteTable.Entry<>(RouteTable.ANY, List.of(), context));
      }
      for (String name : identity.names()) {
        entries.add(new RouteTable.Entry<>(name, List.of(), context));
      }
    }
    contexts = RouteTable.of(entries);
  }

  private SslContext context(Identity identity, PemFiles files, String certificate)
      throws TlsFileException {
    SslContextBuilder builder =
        SslContextBuilder.forServer(
                identity.privateKey(), identity.chain().toArray(X509Certificate[]::new))
            .sslProvider(SslProvider.JDK)
            .protocols(TlsVersions.from(settings.minVersion()))
            .clientAuth(
                switch (settings.clientCertificates()) {
                  case NONE -> ClientAuth.NONE;
                  case OPTIONAL -> ClientAuth.OPTIONAL;
                  case REQUIRED -> ClientAuth.REQUIRE;
                });
    String authorities = settings.clientCertificateAuthorities();
    if (authorities != null) {
      builder.trustManager(files.at(authorities).certificates());
    }
    Alpn.offer(builder, settings.alpn());
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new TlsFileException(certificate + ": cannot be used: " + e.getMessage());
    }
  }
}
