package io.sluice.app.admin;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.flow.FlowControlHandler;

/** Sets up each admin connection, up to a number of them at once. */
final class AdminPipeline extends ChannelInitializer<Channel> {
  static final int MAX_CONNECTIONS = 64;
  static final int MAX_BODY_BYTES = 64 * 1024;
  private static final int MAX_LINE_BYTES = 4 * 1024;
  private static final int MAX_HEADER_BYTES = 8 * 1024;

  private final RequestHandler handler;
  private final AdminConnection.Deadlines deadlines;
  // Confined to the admin's only event loop.
  private int connections;

  AdminPipeline(RequestHandler handler, AdminConnection.Deadlines deadlines) {
    this.handler = handler;
    this.deadlines = deadlines;
  }

  @Override
  public boolean isSharable() {
    return true;
  }

  @Override
  protected void initChannel(Channel channel) {
    if (connections == MAX_CONNECTIONS) {
      channel.close();
      return;
    }
    connections++;
    channel.closeFuture().addListener(closed -> connections--);
    channel
        .pipeline()
        .addLast(
            new StrictDecoder(),
            new HttpResponseEncoder(),
            new HttpObjectAggregator(MAX_BODY_BYTES, true),
            // Hands over one request at a time, however many a client has sent ahead.
            new FlowControlHandler(),
            new AdminConnection(handler, deadlines));
  }

  /** Refuses a request that gives its length twice, in two ways that may contradict each other. */
  private static final class StrictDecoder extends HttpRequestDecoder {
    StrictDecoder() {
      super(
          new HttpDecoderConfig()
              .setMaxInitialLineLength(MAX_LINE_BYTES)
              .setMaxHeaderSize(MAX_HEADER_BYTES)
              .setMaxChunkSize(MAX_BODY_BYTES));
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
      throw new IllegalArgumentException("Content-Length and Transfer-Encoding");
    }
  }
}
