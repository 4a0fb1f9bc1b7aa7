package io.sluice.core.service;

import io.sluice.core.tls.RouteTable;
import io.sluice.core.tls.TlsOrigination;
import io.sluice.core.tls.TlsTermination;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service port does with TLS.
 *
 * @param routes where ClientHellos lead; empty: the port serves all by itself
 * @param termination how clients are answered, or null: bytes pass as they are
 * @param origination how endpoints are asked, or null: bytes pass as they are
 */
public record ServiceTls(
    RouteTable<ServiceEntry> routes,
    @Nullable TlsTermination termination,
    @Nullable TlsOrigination origination) {
  /** Bytes pass as they are. */
  public static final ServiceTls OFF = new ServiceTls(RouteTable.of(List.of()), null, null);

  /** Whether a client has to begin with a ClientHello. */
  public boolean needsClientHello() {
    return termination != null || !routes.isEmpty();
  }
}
