/**
 * Kubernetes manifest objects to the model, doing what the API server's defaulting and the endpoint
 * controllers do. No I/O. Used by the loader, on the control thread or a command's own thread.
 */
@NullMarked
package io.sluice.config.kubernetes;

import org.jspecify.annotations.NullMarked;
