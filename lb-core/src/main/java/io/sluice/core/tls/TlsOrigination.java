package io.sluice.core.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.sluice.config.model.EndpointAddress;
import io.sluice.config.model.Tls;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * TLS towards the endpoints of a service port. The control thread loads; event loops make handlers.
 */
public final class TlsOrigination implements FileBased {
  /** The JDK's name for: the certificate must be for this host (RFC 2818, RFC 9110 4.3.4). */
  private static final String HOST_CHECK = "HTTPS";

  private final Tls.Origination settings;

  // Written by the control thread only; read by every event loop.
  private volatile @Nullable SslContext context;

  TlsOrigination(Tls.Origination settings) {
    this.settings = settings;
  }

  /** Whether the endpoint's certificate has to be valid, and for the right name. */
  boolean isVerifying() {
    return settings.verify() == Tls.Verify.FULL;
  }

  /** What asks an endpoint; it gives up by itself when the handshake takes too long. */
  public SslHandler newHandler(EndpointAddress endpoint, ByteBufAllocator allocator) {
    SslContext current = context;
    if (current == null) {
      throw new IllegalStateException("origination that was not loaded");
    }
    String serverName = settings.serverName();
    String host = serverName == null ? endpoint.host() : serverName;
    SslHandler handler = current.newHandler(allocator, host, endpoint.port());
    SSLParameters parameters = handler.engine().getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm(isVerifying() ? HOST_CHECK : null);
    if (serverName != null) {
      // The JDK by itself leaves out names of a single label.
      parameters.setServerNames(List.of(new SNIHostName(serverName)));
    }
    handler.engine().setSSLParameters(parameters);
    handler.setHandshakeTimeoutMillis(settings.handshakeTimeout().toMillis());
    return handler;
  }

  @Override
  public List<String> paths() {
    Tls.KeyPair own = settings.keyPair();
    Stream<String> pair =
        own == null ? Stream.of() : Stream.of(own.certificate(), own.privateKey());
    return Stream.concat(Stream.ofNullable(settings.authorities()), pair).distinct().toList();
  }

  @Override
  public List<String> keyPaths() {
    Tls.KeyPair own = settings.keyPair();
    return own == null ? List.of() : List.of(own.privateKey());
  }

  @Override
  public void load(PemFiles files) throws TlsFileException {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .protocols(TlsVersions.from(settings.minVersion()));
    String authorities = settings.authorities();
    if (!isVerifying()) {
      builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
    } else if (authorities != null) {
      builder.trustManager(files.at(authorities).certificates());
    }
    Tls.KeyPair own = settings.keyPair();
    if (own != null) {
      Identity identity = Identity.of(files.at(own.certificate()), files.at(own.privateKey()));
      builder.keyManager(identity.privateKey(), identity.chain().toArray(X509Certificate[]::new));
    }
    Alpn.ask(builder, settings.alpn());
    try {
      context = builder.build();
    } catch (SSLException e) {
      throw new TlsFileException("TLS towards endpoints cannot be set up: " + e.getMessage());
    }
  }
}
