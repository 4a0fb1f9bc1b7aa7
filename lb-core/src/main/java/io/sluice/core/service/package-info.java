/**
 * What a listener needs to know of its service port, published as one reference. Written by the
 * control thread, read by every event loop.
 */
@NullMarked
package io.sluice.core.service;

import org.jspecify.annotations.NullMarked;
