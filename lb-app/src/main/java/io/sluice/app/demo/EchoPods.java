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
import io.sluice.config.model.Configuration;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.Manifest;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServicePort;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Tiny HTTP servers that play the pods of a configuration, each at the address and the ports that
 * the configuration's endpoints have. They share one event loop of their own, so that what the load
 * balancer's threads do is the load balancer's work.
 */
public final class EchoPods implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final EventLoopGroup eventLoop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("sluice-echo-pods", true), NioIoHandler.newFactory());

  private EchoPods() {}

  /**
   * Binds every endpoint of every service.
   *
   * @throws IOException naming the first that cannot be bound; none is left bound
   */
  public static EchoPods start(Configuration configuration) throws IOException {
    EchoPods pods = new EchoPods();
    try {
      Map<String, String> names = podNames(configuration);
      Set<String> bound = new HashSet<>();
      for (Service service : configuration.services()) {
        for (ServicePort port : service.ports()) {
          for (EndpointSpec endpoint : port.endpoints()) {
            if (bound.add(endpoint.hostAndPort())) {
              pods.bind(endpoint, name(names, endpoint));
            }
          }
        }
      }
      return pods;
    } catch (IOException | RuntimeException e) {
      pods.close();
      throw e;
    }
  }

  /** The name of each pod by its address. */
  static Map<String, String> podNames(Configuration configuration) {
    Map<String, String> names = new HashMap<>();
    for (Manifest pod : configuration.inventory().pods()) {
      if (pod.tree().get("status") instanceof Map<?, ?> status
          && status.get("podIP") instanceof String address) {
        names.put(address, pod.name());
      }
    }
    return names;
  }

  /** The name of the pod that an endpoint belongs to; its address when no pod has it. */
  static String name(Map<String, String> podNames, EndpointSpec endpoint) {
    String address = endpoint.address().toString();
    return podNames.getOrDefault(address, address);
  }

  /** Closes every connection and every port. */
  @Override
  public void close() {
    eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private void bind(EndpointSpec endpoint, String podName) throws IOException {
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
                    channel.pipeline().addLast(new HttpServerCodec(), new EchoHandler(podName));
                  }
                })
            .bind(endpoint.address().toSocketAddress(endpoint.port()))
            .awaitUninterruptibly();
    if (!bind.isSuccess()) {
      throw new IOException(
          "cannot listen on "
              + endpoint.hostAndPort()
              + " for the echo pod "
              + podName
              + ": "
              + bind.cause().getMessage(),
          bind.cause());
    }
  }
}
