/**
 * The process's own log: one line an event on standard error, written by a thread of its own. Set
 * up once by the command that runs; everyone else logs through slf4j.
 */
@NullMarked
package io.sluice.app.log;

import org.jspecify.annotations.NullMarked;
