package io.sluice.app.admin;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One admin connection: reads a request, has it answered on a virtual thread, reads the next.
 *
 * <pre>
 *   active ──► RECEIVING ──request──► ANSWERING ──answer sent──► RECEIVING
 *                  │ deadline             │ deadline, error, no keep-alive
 *                  └──────────────────────┴──► closed
 * </pre>
 *
 * Each phase has a deadline for the whole of it, so that neither a client that sends a byte now and
 * then nor one that does not read can hold the connection.
 */
final class AdminConnection extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger log = LoggerFactory.getLogger(AdminConnection.class);

  private final RequestHandler handler;
  private final Deadlines deadlines;
  // Both confined to the event loop.
  private @Nullable Future<?> deadline;
  private boolean isReceiving;

  AdminConnection(RequestHandler handler, Deadlines deadlines) {
    this.handler = handler;
    this.deadlines = deadlines;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    receive(context);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    isReceiving = false;
    setDeadline(context, deadlines.answeringMillis());
    Exchange exchange = Exchange.of(context.channel(), request);
    AdminResponse refusal = RequestGuard.refusal(request);
    AdminRequest accepted = request(context, request);
    Thread.ofVirtual()
        .name("sluice-admin-request")
        .start(() -> answer(context, exchange, refusal == null ? answerTo(accepted) : refusal));
  }

  /* A request that comes in several reads: the flow control takes the first of them for all. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (isReceiving) {
      context.read();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancelDeadline();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.atDebug().setCause(cause).log("admin connection failed");
    context.close();
  }

  private void receive(ChannelHandlerContext context) {
    isReceiving = true;
    setDeadline(context, deadlines.receivingMillis());
    context.read();
  }

  private static AdminRequest request(ChannelHandlerContext context, FullHttpRequest request) {
    String[] target = request.uri().split("\\?", 2);
    String query = target.length == 1 ? "" : target[1];
    String client = String.valueOf(context.channel().remoteAddress());
    return new AdminRequest(request.method(), target[0], query, request.headers(), client);
  }

  private AdminResponse answerTo(AdminRequest request) {
    try {
      return handler.handle(request);
    } catch (RuntimeException e) {
      log.atError().addKeyValue("path", request.path()).setCause(e).log("admin request failed");
      return AdminResponse.refusal(
          HttpResponseStatus.INTERNAL_SERVER_ERROR, "the request failed; the log says why");
    }
  }

  private void answer(ChannelHandlerContext context, Exchange exchange, AdminResponse response) {
    try {
      ChannelFuture sent = new ResponseStream(exchange, response).send();
      sent.addListener(done -> onSent(context, exchange, done.isSuccess()));
    } catch (IOException e) {
      log.atDebug().setCause(e).log("admin answer not sent");
      context.close();
    } catch (RuntimeException e) {
      log.error("admin answer not made", e);
      context.close();
    }
  }

  private void onSent(ChannelHandlerContext context, Exchange exchange, boolean isSuccess) {
    if (isSuccess && exchange.isKeptAlive()) {
      receive(context);
    } else {
      context.close();
    }
  }

  private void setDeadline(ChannelHandlerContext context, long millis) {
    cancelDeadline();
    deadline = context.executor().schedule(() -> context.close(), millis, TimeUnit.MILLISECONDS);
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  /**
   * The longest each phase may take.
   *
   * @param receivingMillis from the end of the last answer to the end of the next request
   * @param answeringMillis from there until the client has read the answer
   */
  record Deadlines(long receivingMillis, long answeringMillis) {
    static final Deadlines DEFAULT = new Deadlines(30_000, 60_000);
  }
}
