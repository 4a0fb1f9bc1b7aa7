/**
 * What Prometheus scrapes: Sluice's counters, read once a scrape, and Micrometer's metrics of the
 * JVM and the process. {@link io.sluice.app.metrics.Metrics} may be used by any thread that is not
 * an event loop.
 */
@NullMarked
package io.sluice.app.metrics;

import org.jspecify.annotations.NullMarked;
