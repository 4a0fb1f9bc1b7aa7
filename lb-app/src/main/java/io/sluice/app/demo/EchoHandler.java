package io.sluice.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** One connection to an echo pod: answers every request with one line about the request. */
final class EchoHandler extends SimpleChannelInboundHandler<HttpObject> {
  private static final String X_FORWARDED_FOR = "x-forwarded-for";

  private final String podName;
  // The request whose body is being read; confined to the event loop, as everything here.
  private @Nullable HttpRequest current;

  EchoHandler(String podName) {
    this.podName = podName;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
    if (message.decoderResult().isFailure()) {
      context
          .writeAndFlush(response(HttpResponseStatus.BAD_REQUEST, "bad request\n"))
          .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    if (message instanceof HttpRequest request) {
      current = request;
      if (HttpUtil.is100ContinueExpected(request)) {
        context.writeAndFlush(
            new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
      }
    }
    HttpRequest request = current;
    if (message instanceof LastHttpContent && request != null) {
      current = null;
      answer(context, request);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  /* A client that sends requests and reads no answers must not fill the memory. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    context.channel().config().setAutoRead(context.channel().isWritable());
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  private void answer(ChannelHandlerContext context, HttpRequest request) {
    FullHttpResponse response = response(HttpResponseStatus.OK, line(context, request));
    boolean isKeptAlive = HttpUtil.isKeepAlive(request);
    HttpUtil.setKeepAlive(response.headers(), request.protocolVersion(), isKeptAlive);
    if (isKeptAlive) {
      context.write(response, context.voidPromise());
    } else {
      context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
  }

  private String line(ChannelHandlerContext context, HttpRequest request) {
    InetSocketAddress client = (InetSocketAddress) context.channel().remoteAddress();
    return "Host="
        + hostWithoutPort(request.headers().get(HttpHeaderNames.HOST, ""))
        + "  Path="
        + request.uri()
        + "  From="
        + podName
        + "  ClientIP="
        + client.getAddress().getHostAddress()
        + "  XFF="
        + String.join(", ", request.headers().getAll(X_FORWARDED_FOR))
        + "\n";
  }

  private static String hostWithoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  private static FullHttpResponse response(HttpResponseStatus status, String text) {
    ByteBuf body = Unpooled.copiedBuffer(text, UTF_8);
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.TEXT_PLAIN);
    HttpUtil.setContentLength(response, body.readableBytes());
    return response;
  }
}
