/**
 * TCP relays: a client connection joined with an endpoint connection on one event loop, which owns
 * all state here.
 */
@NullMarked
package io.sluice.core.tcp;

import org.jspecify.annotations.NullMarked;
