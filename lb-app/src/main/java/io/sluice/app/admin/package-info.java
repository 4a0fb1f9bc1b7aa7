/**
 * The admin HTTP: health, metrics, the API behind {@code get} and {@code describe}, reload. {@link
 * io.sluice.app.admin.AdminServer} reads requests on an event loop of its own, {@link
 * io.sluice.app.admin.AdminApi} answers them on virtual threads; neither touches the data plane's
 * threads.
 */
@NullMarked
package io.sluice.app.admin;

import org.jspecify.annotations.NullMarked;
