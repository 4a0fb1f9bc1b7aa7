package io.sluice.core.admission;

import io.sluice.core.bounds.ClientEntry;
import io.sluice.core.bounds.Places;
import org.jspecify.annotations.Nullable;

/**
 * What a connection or UDP session that was let in holds until it ends: a place of its service, and
 * one of its client where those are limited. One event loop.
 */
public final class Visit {
  private @Nullable Places service;
  private @Nullable ClientEntry<ClientPlaces> client;

  /** Nothing held yet. */
  public Visit() {}

  void begin(Places ofService, @Nullable ClientEntry<ClientPlaces> ofClient) {
    assert service == null : "a visit begins once";
    service = ofService;
    client = ofClient;
  }

  /** Gives back what is held, if anything is; a second call does nothing. */
  public void end() {
    if (client != null) {
      client.target().release(client);
      client = null;
    }
    if (service != null) {
      service.release();
      service = null;
    }
  }
}
