/**
 * TLS: which service a ClientHello asks for, and what is needed to answer clients and to ask
 * endpoints in TLS. Knows no services. Certificates are loaded by the control thread; everything
 * else is called by event loops.
 */
@NullMarked
package io.sluice.core.tls;

import org.jspecify.annotations.NullMarked;
