/**
 * The load generator: it measures from outside what a load balancer does with TCP and UDP, and has
 * the endpoints that such runs need. Only the command line may call it; what it opens lives on
 * event loops of its own.
 */
@NullMarked
package io.sluice.app.bench;

import org.jspecify.annotations.NullMarked;
