package io.sluice.config.kubernetes;

import io.sluice.config.model.Protocol;
import io.sluice.config.model.TargetPort;
import io.sluice.config.problem.Position;
import org.jspecify.annotations.Nullable;

/**
 * A port of a Service, defaults applied.
 *
 * @param port 1 to 65535
 * @param nodePort 0 when the port has none
 * @param position where its number stands
 * @param path of the port itself
 */
record ServicePortManifest(
    String name,
    Protocol protocol,
    int port,
    TargetPort targetPort,
    int nodePort,
    @Nullable String appProtocol,
    Position position,
    String path) {}
