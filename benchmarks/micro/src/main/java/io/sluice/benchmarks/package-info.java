/** Microbenchmarks of what runs per connection or per datagram; run by scripts/bench. */
@NullMarked
package io.sluice.benchmarks;

import org.jspecify.annotations.NullMarked;
