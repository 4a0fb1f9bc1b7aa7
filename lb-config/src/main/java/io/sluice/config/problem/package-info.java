/**
 * What is wrong with a configuration: position, path, value, rule, and the text that says what is
 * allowed. May be used by anyone; {@link io.sluice.config.problem.Problems} by one thread at a
 * time.
 */
@NullMarked
package io.sluice.config.problem;

import org.jspecify.annotations.NullMarked;
