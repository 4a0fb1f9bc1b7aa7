package io.sluice.stress;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.core.bounds.ClientTable;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.net.ClientAddress;

/** Endpoints and clients to try with. */
final class Samples {
  /** Cheap: what the hash is does not matter where there are a few clients only. */
  static final ClientTable.Hash HASH = (first, second, third) -> first ^ second;

  static final ClientAddress CLIENT = client(1);
  static final ClientAddress OTHER = client(2);
  static final Endpoint ONE = endpoint("10.0.0.1");
  static final Endpoint TWO = endpoint("10.0.0.2");

  private Samples() {}

  static Endpoint endpoint(String address) {
    return new Endpoint(
        new EndpointSpec(IpAddress.parse(address), 80, 1, null, null, 0, Conditions.READY), 1);
  }

  private static ClientAddress client(int number) {
    return new ClientAddress(0, 0xffffL << Integer.SIZE | number, 1);
  }
}
