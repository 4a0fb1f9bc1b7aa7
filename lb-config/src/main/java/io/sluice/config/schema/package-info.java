/**
 * The native configuration: reading its documents into the model, and the JSON Schema that
 * describes them. No I/O. Used by the loader, on the control thread or a command's own thread.
 */
@NullMarked
package io.sluice.config.schema;

import org.jspecify.annotations.NullMarked;
