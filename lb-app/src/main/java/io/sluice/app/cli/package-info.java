/**
 * The command line: one class a command. {@link io.sluice.app.cli.Main} is where the process
 * starts; nothing else may be used from outside.
 */
@NullMarked
package io.sluice.app.cli;

import org.jspecify.annotations.NullMarked;
