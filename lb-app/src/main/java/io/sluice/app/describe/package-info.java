/**
 * The texts that kubectl prints, from Kubernetes objects as JSON trees: descriptions, tables, JSON,
 * YAML, jsonpath and custom columns, byte for byte. Pure functions for the commands of the command
 * line, on any thread.
 */
@NullMarked
package io.sluice.app.describe;

import org.jspecify.annotations.NullMarked;
