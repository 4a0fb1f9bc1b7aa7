/**
 * UDP: sessions of flows, and the sockets that carry their datagrams. Everything of one event loop
 * is touched by that event loop only.
 */
@NullMarked
package io.sluice.core.udp;

import org.jspecify.annotations.NullMarked;
