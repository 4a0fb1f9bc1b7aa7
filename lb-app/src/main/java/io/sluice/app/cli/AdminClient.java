package io.sluice.app.cli;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.sluice.config.model.ListenAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Asks the admin HTTP of a running instance; one connection a request. Blocks. */
final class AdminClient {
  /* The whole inventory of ten thousand services is some tens of megabytes. */
  private static final int MAX_BODY_BYTES = 512 * 1024 * 1024;
  private static final int CONNECT_MILLIS = 5_000;
  /* A reload of many services takes its time before the first byte comes back. */
  private static final int SILENCE_SECONDS = 60;

  private final ListenAddress address;

  AdminClient(ListenAddress address) {
    this.address = address;
  }

  /** An answer. */
  record Reply(int status, String body) {
    boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  /**
   * Sends a request without a body.
   *
   * @throws CommandException when nobody answers
   */
  Reply send(HttpMethod method, String path) {
    EventLoopGroup eventLoop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    try {
      ChannelFuture connect =
          bootstrap(eventLoop, reply).connect(socketAddress()).awaitUninterruptibly();
      if (!connect.isSuccess()) {
        throw unreachable(connect.cause());
      }
      connect
          .channel()
          .closeFuture()
          .addListener(
              closed ->
                  reply.completeExceptionally(new IllegalStateException("connection closed")));
      connect.channel().writeAndFlush(request(method, path));
      return reply.join();
    } catch (CompletionException e) {
      throw unreachable(e.getCause() == null ? e : e.getCause());
    } finally {
      eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private Bootstrap bootstrap(EventLoopGroup eventLoop, CompletableFuture<Reply> reply) {
    return new Bootstrap()
        .group(eventLoop)
        .channel(
            address instanceof ListenAddress.Unix
                ? NioDomainSocketChannel.class
                : NioSocketChannel.class)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new HttpClientCodec(),
                        new HttpObjectAggregator(MAX_BODY_BYTES),
                        new ReadTimeoutHandler(SILENCE_SECONDS),
                        new ReplyHandler(reply));
              }
            });
  }

  private FullHttpRequest request(HttpMethod method, String path) {
    FullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, path, Unpooled.EMPTY_BUFFER);
    String host = address instanceof ListenAddress.Tcp ? address.toString() : "localhost";
    request.headers().set(HttpHeaderNames.HOST, host);
    request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    request.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
    return request;
  }

  private SocketAddress socketAddress() {
    return switch (address) {
      case ListenAddress.Tcp tcp -> tcp.address().toSocketAddress(tcp.port());
      case ListenAddress.Unix unix -> UnixDomainSocketAddress.of(unix.path());
      case ListenAddress.Off() -> throw new IllegalStateException("no admin address");
    };
  }

  private CommandException unreachable(Throwable cause) {
    return new CommandException(
        "sluice: no running instance answers at "
            + address
            + " ("
            + cause.getMessage()
            + "); start one with sluice run, name another with --admin, or read files with -f",
        cause);
  }

  private static final class ReplyHandler extends SimpleChannelInboundHandler<FullHttpResponse> {
    private final CompletableFuture<Reply> reply;

    ReplyHandler(CompletableFuture<Reply> reply) {
      this.reply = reply;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
      String body = response.content().toString(StandardCharsets.UTF_8);
      reply.complete(new Reply(response.status().code(), body));
      context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      reply.completeExceptionally(cause);
      context.close();
    }
  }
}
