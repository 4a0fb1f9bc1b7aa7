/** The process around the load balancer: command line, admin HTTP, demo, reload, metrics. */
@NullMarked
package io.sluice.app;

import org.jspecify.annotations.NullMarked;
