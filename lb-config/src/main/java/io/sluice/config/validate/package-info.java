/**
 * Rules that span fields, services and files, the same for every source of configuration. Used by
 * the loader, on the control thread or a command's own thread.
 */
@NullMarked
package io.sluice.config.validate;

import org.jspecify.annotations.NullMarked;
