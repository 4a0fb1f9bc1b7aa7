/** Listening sockets: bound and closed for the control thread, accepting on the event loops. */
@NullMarked
package io.sluice.core.listener;

import org.jspecify.annotations.NullMarked;
