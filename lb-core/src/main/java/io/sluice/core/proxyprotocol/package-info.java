/**
 * The PROXY protocol, versions 1 and 2, read and written: plain functions over bytes. Whoever holds
 * a connection's or a datagram's first bytes may call them, on any thread; nothing here knows
 * services, listeners or who is trusted.
 */
@NullMarked
package io.sluice.core.proxyprotocol;

import org.jspecify.annotations.NullMarked;
