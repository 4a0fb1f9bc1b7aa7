/**
 * Turns a reference-counted object that was lost without being released into a failed test. The
 * guard is switched on by the build for every module that has lb-core's test classes on its path.
 */
@NullMarked
package io.sluice.core.leak;

import org.jspecify.annotations.NullMarked;
