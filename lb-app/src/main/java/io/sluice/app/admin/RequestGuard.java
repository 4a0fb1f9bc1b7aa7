package io.sluice.app.admin;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.sluice.config.model.IpAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns away what no honest client sends.
 *
 * <p>A page in somebody's browser can make it send requests to a loopback port. Three rules keep
 * such a page out. The {@code Host} must be an IP address or localhost: a name that the attacker
 * points at 127.0.0.1 (DNS rebinding) is neither. An {@code Origin}, which browsers add to requests
 * that a foreign page makes, must be the admin's own. And a body must be JSON, which a page cannot
 * send elsewhere without asking first.
 */
final class RequestGuard {
  private RequestGuard() {}

  /** The answer to a request that is not to be handled; null for one that is. */
  static @Nullable AdminResponse refusal(FullHttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return undecodable(request.decoderResult().cause());
    }
    if (!request.uri().startsWith("/")) {
      return AdminResponse.refusal(HttpResponseStatus.BAD_REQUEST, "the target must be a path");
    }
    String host = host(request);
    if (host == null) {
      return AdminResponse.refusal(HttpResponseStatus.BAD_REQUEST, "one Host header is needed");
    }
    if (!isOurs(host)) {
      return AdminResponse.refusal(
          HttpResponseStatus.MISDIRECTED_REQUEST, "use the IP address or localhost as the host");
    }
    List<String> origins = request.headers().getAll(HttpHeaderNames.ORIGIN);
    if (!origins.isEmpty() && !origins.equals(List.of("http://" + host))) {
      return AdminResponse.refusal(HttpResponseStatus.FORBIDDEN, "requests of other origins");
    }
    if (request.method().equals(HttpMethod.POST) && !isEmptyOrJson(request)) {
      return AdminResponse.refusal(
          HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE, "a body must be application/json");
    }
    return null;
  }

  private static AdminResponse undecodable(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException e ->
          AdminResponse.refusal(HttpResponseStatus.REQUEST_URI_TOO_LONG, "the target is too long");
      case TooLongHttpHeaderException e ->
          AdminResponse.refusal(
              HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are too large");
      default -> AdminResponse.refusal(HttpResponseStatus.BAD_REQUEST, "this is not HTTP/1.1");
    };
  }

  /* HTTP/1.0, which simple health checks speak and no browser does, may leave the host out. */
  private static @Nullable String host(HttpRequest request) {
    List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
    if (hosts.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
      return "localhost";
    }
    return hosts.size() == 1 ? hosts.getFirst() : null;
  }

  private static boolean isOurs(String host) {
    String name = host.replaceFirst(":[0-9]{1,5}$", "");
    if (name.startsWith("[") && name.endsWith("]")) {
      IpAddress address = IpAddress.tryParse(name.substring(1, name.length() - 1));
      return address != null;
    }
    return name.equalsIgnoreCase("localhost") || IpAddress.tryParse(name) != null;
  }

  private static boolean isEmptyOrJson(FullHttpRequest request) {
    String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE);
    if (type == null) {
      return !request.content().isReadable();
    }
    String mediaType = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return mediaType.equals(AdminResponse.JSON);
  }
}
