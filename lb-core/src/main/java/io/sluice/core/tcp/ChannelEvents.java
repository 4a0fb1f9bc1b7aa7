package io.sluice.core.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/** Tells a half what its channel's pipeline tells. */
final class ChannelEvents extends ChannelInboundHandlerAdapter {
  private final ChannelHalf half;

  ChannelEvents(ChannelHalf half) {
    this.half = half;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (half.side == RelayHalf.Side.CLIENT) {
      half.relay.onClientActive();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    half.onBytes((ByteBuf) message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    RelayHalf target = half.peerIfAny();
    if (target != null) {
      target.flush();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    RelayHalf source = half.peerIfAny();
    if (source != null && half.isWritable()) {
      half.relay.onProgress();
      source.resumeReads();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE && !half.isInputEnded()) {
      half.onInputShutdown();
    } else if (event instanceof SslHandshakeCompletionEvent handshake) {
      Handshake outcome = handshake.isSuccess() ? Handshake.AGREED : Handshake.FAILED;
      half.relay.onHandshake(half, outcome);
    } else if (event instanceof SslCloseCompletionEvent closed && closed.isSuccess()) {
      half.onCloseNotify();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    half.isInputEnded = true;
    half.relay.onInactive(half);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    half.onException(cause);
  }
}
