/** The real process between real servers and clients. */
@NullMarked
package io.sluice.endtoend;

import org.jspecify.annotations.NullMarked;
