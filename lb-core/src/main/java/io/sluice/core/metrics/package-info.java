/**
 * Counters with a single writer each, and the sums that readers see. Written by event loops, summed
 * by any thread.
 */
@NullMarked
package io.sluice.core.metrics;

import org.jspecify.annotations.NullMarked;
