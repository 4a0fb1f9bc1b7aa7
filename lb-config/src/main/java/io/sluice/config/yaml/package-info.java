/**
 * YAML text to nodes that know their line and column, and the reading of fields from those nodes.
 * Used by the loader and by the Kubernetes reader, on the control thread or a command's own thread.
 */
@NullMarked
package io.sluice.config.yaml;

import org.jspecify.annotations.NullMarked;
