/**
 * The control thread: turns configurations into listeners and snapshots. The only writer of both.
 */
@NullMarked
package io.sluice.core.control;

import org.jspecify.annotations.NullMarked;
