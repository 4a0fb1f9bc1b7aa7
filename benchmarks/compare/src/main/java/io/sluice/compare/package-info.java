/**
 * What {@code benchmarks/compare/run} measured, as a report and as plots. A program of its own, run
 * from its sources, so it uses the JDK alone.
 */
@NullMarked
package io.sluice.compare;

import org.jspecify.annotations.NullMarked;
