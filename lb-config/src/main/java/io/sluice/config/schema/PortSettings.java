package io.sluice.config.schema;

import io.sluice.config.model.ConnectionSettings;
import io.sluice.config.model.TrafficSettings;

/** What a service port is to do, apart from where it listens and where it leads to. */
public record PortSettings(ConnectionSettings connections, TrafficSettings traffic) {
  /** What holds where the configuration says nothing. */
  public static final PortSettings DEFAULT =
      new PortSettings(ConnectionSettings.DEFAULT, TrafficSettings.DEFAULT);

  /** The same with other traffic settings. */
  public PortSettings with(TrafficSettings other) {
    return new PortSettings(connections, other);
  }
}
