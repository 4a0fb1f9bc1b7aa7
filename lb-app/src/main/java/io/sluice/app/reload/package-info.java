/**
 * Reading the configuration again while the process runs. {@link io.sluice.app.reload.Reloader} may
 * be called from any thread and works on a thread of its own.
 */
@NullMarked
package io.sluice.app.reload;

import org.jspecify.annotations.NullMarked;
