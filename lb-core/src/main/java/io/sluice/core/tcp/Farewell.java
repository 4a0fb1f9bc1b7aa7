package io.sluice.core.tcp;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.ScheduledFuture;
import io.sluice.core.metrics.CloseReason;
import java.util.concurrent.TimeUnit;

/**
 * The end of a client that is refused with last words in its own protocol: they go out, then a FIN,
 * as a reset might overtake them. On the relay's event loop.
 */
final class Farewell implements ChannelFutureListener, Runnable {
  /** Longest wait for last words to be taken by the kernel; they are a few bytes. */
  private static final long LONGEST_MILLIS = 1000;

  private final Relay relay;
  private final CloseReason reason;
  private final ScheduledFuture<?> deadline;

  Farewell(Relay relay, CloseReason reason) {
    this.relay = relay;
    this.reason = reason;
    this.deadline = relay.loop().eventLoop().schedule(this, LONGEST_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Sends them and ends. */
  void say(byte[] lastWords) {
    SocketChannel client = relay.clientHalf().channel();
    client
        .writeAndFlush(Unpooled.wrappedBuffer(lastWords))
        .addListener((ChannelFutureListener) _ -> relay.clientHalf().close());
    client.closeFuture().addListener(this);
  }

  /** Ends once somebody else, who has sent them, has closed the client's channel. */
  void awaitClose() {
    relay.clientHalf().endInput();
    relay.clientHalf().channel().closeFuture().addListener(this);
  }

  @Override
  public void operationComplete(ChannelFuture closed) {
    run();
  }

  @Override
  public void run() {
    deadline.cancel(false);
    relay.close(reason);
  }
}
