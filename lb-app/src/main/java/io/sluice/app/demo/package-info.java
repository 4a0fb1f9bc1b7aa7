/**
 * What {@code sluice demo} shows: the bundled samples on loopback addresses, with echo pods inside
 * the process. Used by the command alone.
 */
@NullMarked
package io.sluice.app.demo;

import org.jspecify.annotations.NullMarked;
