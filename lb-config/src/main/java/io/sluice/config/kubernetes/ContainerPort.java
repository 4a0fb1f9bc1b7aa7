package io.sluice.config.kubernetes;

import io.sluice.config.model.Protocol;

/** A port that a container declares under a name. */
record ContainerPort(String name, Protocol protocol, int number) {}
