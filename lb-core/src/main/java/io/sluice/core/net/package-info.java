/**
 * Transports, addresses and the limits of the machine: what every other package may use. Knows
 * nothing of services.
 */
@NullMarked
package io.sluice.core.net;

import org.jspecify.annotations.NullMarked;
