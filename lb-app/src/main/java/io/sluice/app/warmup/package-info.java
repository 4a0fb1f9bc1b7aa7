/**
 * Makes the data plane's code warm before the first client comes. Called once, by whoever starts an
 * instance, before anything serves.
 */
@NullMarked
package io.sluice.app.warmup;

import org.jspecify.annotations.NullMarked;
