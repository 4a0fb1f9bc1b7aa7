/**
 * Selectors: immutable answers to which endpoint gets the next connection. Built by the control
 * thread, asked by every event loop. Knows no Netty channel.
 */
@NullMarked
package io.sluice.core.balance;

import org.jspecify.annotations.NullMarked;
