/**
 * Stream sockets by their descriptors: how they are told of what the kernel has for them, and what
 * memory and pipes an event loop moves bytes through. Everything here belongs to one event loop.
 */
@NullMarked
package io.sluice.core.net.stream;

import org.jspecify.annotations.NullMarked;
