package io.sluice.config.kubernetes;

import io.sluice.config.model.IpAddress;

/**
 * A port that a pod is expected to listen on.
 *
 * @param pod name of the pod, or of whatever else has the address
 * @param port 1 to 65535
 */
public record PodPort(String pod, IpAddress address, int port) {}
