/**
 * The configuration as immutable values: what the data plane is to do, resolved and with every
 * default filled in. Depends on java.* only; may be read by anyone on any thread.
 */
@NullMarked
package io.sluice.config.model;

import org.jspecify.annotations.NullMarked;
