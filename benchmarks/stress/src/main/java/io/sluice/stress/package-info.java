/** What must hold however threads interleave, tried out by jcstress; run by scripts/stress. */
@NullMarked
package io.sluice.stress;

import org.jspecify.annotations.NullMarked;
