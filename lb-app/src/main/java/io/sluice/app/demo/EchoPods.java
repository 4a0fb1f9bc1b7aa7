package io.sluice.app.demo;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.sluice.config.kubernetes.PodPort;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Tiny HTTP servers that play pods. They share one event loop of their own, so that what the load
 * balancer's threads do is the load balancer's work.
 */
public final class EchoPods implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final EventLoopGroup eventLoop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("sluice-echo-pods", true), NioIoHandler.newFactory());

  private EchoPods() {}

  /**
   * Binds them all.
   *
   * @throws IOException naming the first port that cannot be bound; none is left bound
   */
  public static EchoPods start(List<PodPort> ports) throws IOException {
    EchoPods pods = new EchoPods();
    try {
      for (PodPort port : ports) {
        pods.bind(port);
      }
      return pods;
    } catch (IOException | RuntimeException e) {
      pods.close();
      throw e;
    }
  }

  /** Closes every connection and every port. */
  @Override
  public void close() {
    eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private void bind(PodPort port) throws IOException {
    ChannelFuture bind =
        new ServerBootstrap()
            .group(eventLoop)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new HttpServerCodec(), new EchoHandler(port.pod()));
                  }
                })
            .bind(port.address().toSocketAddress(port.port()))
            .awaitUninterruptibly();
    if (!bind.isSuccess()) {
      String address = port.address().withPort(port.port());
      throw new IOException(
          "cannot listen on "
              + address
              + " for the echo pod "
              + port.pod()
              + ": "
              + bind.cause().getMessage(),
          bind.cause());
    }
  }
}
