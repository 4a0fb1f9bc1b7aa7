/**
 * Session affinity: which endpoint a client keeps from one connection to the next. Tables are made
 * by the control thread and used by every event loop. Knows no Netty channel.
 */
@NullMarked
package io.sluice.core.affinity;

import org.jspecify.annotations.NullMarked;
