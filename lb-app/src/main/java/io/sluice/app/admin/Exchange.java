package io.sluice.app.admin;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a request says about how it wants to be answered.
 *
 * @param isHead only the head of the answer is wanted
 * @param takesChunks the client speaks HTTP/1.1
 * @param takesGzip the client reads compressed bodies
 * @param isKeptAlive the connection stays for a next request
 */
record Exchange(
    Channel channel, boolean isHead, boolean takesChunks, boolean takesGzip, boolean isKeptAlive) {

  static Exchange of(Channel channel, FullHttpRequest request) {
    boolean isHttp11 = request.protocolVersion().equals(HttpVersion.HTTP_1_1);
    return new Exchange(
        channel,
        request.method().equals(HttpMethod.HEAD),
        isHttp11,
        takesGzip(request),
        isHttp11 && request.decoderResult().isSuccess() && HttpUtil.isKeepAlive(request));
  }

  private static boolean takesGzip(FullHttpRequest request) {
    return request.headers().getAll(HttpHeaderNames.ACCEPT_ENCODING).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(coding -> coding.replace(" ", "").toLowerCase(Locale.ROOT))
        .anyMatch(
            coding ->
                coding.equals("gzip") || (coding.startsWith("gzip;") && !coding.endsWith("q=0")));
  }
}
