package io.sluice.app.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * An answer whose body is written as it is sent, so that a large one never is in memory as a whole.
 *
 * @param headers besides those that every answer has
 */
record AdminResponse(
    HttpResponseStatus status, String contentType, Map<String, String> headers, Body body) {

  static final String TEXT = "text/plain; charset=utf-8";
  static final String JSON = "application/json";

  /** Writes the body. */
  @FunctionalInterface
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  static AdminResponse json(HttpResponseStatus status, Object tree) {
    return new AdminResponse(status, JSON, Map.of(), out -> Json.write(tree, out));
  }

  static AdminResponse text(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new AdminResponse(HttpResponseStatus.OK, TEXT, Map.of(), out -> out.write(bytes));
  }

  /** An answer that says what was wrong with the request. */
  static AdminResponse refusal(HttpResponseStatus status, String message) {
    return json(status, Map.of("code", status.code(), "message", message));
  }

  AdminResponse withHeader(String name, String value) {
    return new AdminResponse(status, contentType, Map.of(name, value), body);
  }
}
