package io.sluice.core.control;

import io.sluice.config.model.Settings;
import io.sluice.core.net.SipHash;

/**
 * What selectors depend on beside their service port: where this instance runs, and what it hashes
 * clients with.
 */
record Instance(Settings.Place place, SipHash hash) {}
