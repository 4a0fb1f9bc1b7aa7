/**
 * The load balancer as a library. {@link io.sluice.core.LoadBalancer} is the only entry; its
 * methods may be called from any thread but an event loop.
 */
@NullMarked
package io.sluice.core;

import org.jspecify.annotations.NullMarked;
