/**
 * Admission: whether a client is let in, before an endpoint is chosen for it. Rules are made by the
 * control thread and asked by every event loop; what they count belongs to the whole service.
 */
@NullMarked
package io.sluice.core.admission;

import org.jspecify.annotations.NullMarked;
