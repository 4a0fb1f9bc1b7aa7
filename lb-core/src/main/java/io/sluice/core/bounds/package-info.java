/**
 * What keeps within a bound: counted places, tables keyed by client, and rates. Shared by all event
 * loops without a lock; knows neither services nor Netty.
 */
@NullMarked
package io.sluice.core.bounds;

import org.jspecify.annotations.NullMarked;
