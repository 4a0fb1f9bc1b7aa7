package io.sluice.app.admin;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;

/**
 * A request that passed {@link RequestGuard}.
 *
 * @param path as it was sent, without the query
 * @param client the address it came from, for the log
 */
record AdminRequest(HttpMethod method, String path, HttpHeaders headers, String client) {}
