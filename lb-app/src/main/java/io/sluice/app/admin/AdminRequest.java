package io.sluice.app.admin;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that passed {@link RequestGuard}.
 *
 * @param path as it was sent, without the query
 * @param query what came behind the question mark, or nothing
 * @param client the address it came from, for the log
 */
record AdminRequest(
    HttpMethod method, String path, String query, HttpHeaders headers, String client) {
  /**
   * The value of a parameter in the query, the first of several; null where there is none, and
   * empty where the query cannot be decoded.
   */
  @Nullable String parameter(String name) {
    try {
      List<String> values = new QueryStringDecoder(query, false).parameters().get(name);
      return values == null ? null : values.getFirst();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
