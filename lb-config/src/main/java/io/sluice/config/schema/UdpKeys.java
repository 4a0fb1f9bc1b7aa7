package io.sluice.config.schema;

import io.sluice.config.model.UdpSettings;
import io.sluice.config.yaml.Fields;

/** Reads how UDP sessions begin and end. */
final class UdpKeys {
  static final int MAX_DATAGRAMS = 1_000_000_000;

  private UdpKeys() {}

  static UdpSettings read(Fields fields, UdpSettings inherited) {
    return new UdpSettings(
        datagrams(fields, "udpRequests", 1, inherited.requests()),
        datagrams(fields, "udpResponses", 0, inherited.responses()),
        fields.choice("udpBalancing", Choices.UDP_BALANCING, inherited.isPerDatagram()),
        LimitKeys.count(fields, "maxUdpSessionsPerClient", inherited.maxSessionsPerClient()));
  }

  private static int datagrams(Fields fields, String key, int min, int inherited) {
    return LimitKeys.isOff(fields, key)
        ? UdpSettings.UNCOUNTED
        : fields.integer(
            key, min, MAX_DATAGRAMS, inherited, "integer-range", "a number or " + Choices.OFF);
  }
}
