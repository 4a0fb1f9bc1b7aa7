package io.sluice.config.validate;

import io.sluice.config.model.Service;

/** A service and where it was written. */
public record LocatedService(Service service, Origin origin) {}
