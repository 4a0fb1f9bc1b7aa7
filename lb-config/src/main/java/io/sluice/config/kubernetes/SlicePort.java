package io.sluice.config.kubernetes;

import io.sluice.config.model.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * A port that every endpoint of a slice has.
 *
 * @param name joins it to the service port of that name and protocol
 * @param number the resolved target port, 1 to 65535
 */
record SlicePort(String name, Protocol protocol, int number, @Nullable String appProtocol) {}
