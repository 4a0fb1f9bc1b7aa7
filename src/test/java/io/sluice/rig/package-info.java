/**
 * Real processes in network namespaces: links that drop, reset, refuse and slow down, and servers
 * and load balancers that live behind them. Needs root; everything is removed at the end.
 */
@NullMarked
package io.sluice.rig;

import org.jspecify.annotations.NullMarked;
