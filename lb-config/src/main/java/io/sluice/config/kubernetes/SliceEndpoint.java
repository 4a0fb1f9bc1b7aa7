package io.sluice.config.kubernetes;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * One address of a slice.
 *
 * @param targetRef the object that has the address, or null when none was named
 */
record SliceEndpoint(
    IpAddress address,
    Conditions conditions,
    @Nullable String node,
    @Nullable String zone,
    @Nullable ObjectReference targetRef) {}
