/** Tests of the admin HTTP, most of them over real sockets. */
@NullMarked
package io.sluice.app.admin;

import org.jspecify.annotations.NullMarked;
