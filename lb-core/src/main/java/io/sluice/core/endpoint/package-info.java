/**
 * An endpoint's identity and its live counters, which outlive snapshots. Knows no Netty channel.
 */
@NullMarked
package io.sluice.core.endpoint;

import org.jspecify.annotations.NullMarked;
