/**
 * Reads what the operator wrote and answers with a checked configuration or with every problem
 * found. The only entry is {@link io.sluice.config.ConfigurationLoader}; any thread may call it.
 */
@NullMarked
package io.sluice.config;

import org.jspecify.annotations.NullMarked;
