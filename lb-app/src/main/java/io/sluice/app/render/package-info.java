/** A configuration as text that loads again to the same services. Pure functions, on any thread. */
@NullMarked
package io.sluice.app.render;

import org.jspecify.annotations.NullMarked;
