package io.sluice.core.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.UnixChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.sluice.core.admission.ByteThrottle;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.net.LostPollOut;
import io.sluice.core.net.linux.TcpSockets;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One side of a relay: reads from its own channel and writes to the other half's. Both halves are
 * of this class, with the channels exchanged. Translates Netty's events; {@link Relay} decides.
 */
final class RelayHalf extends ChannelInboundHandlerAdapter implements ChannelFutureListener {
  private static final Logger LOG = LoggerFactory.getLogger(RelayHalf.class);

  private static final String TLS_1_3 = "TLSv1.3";

  /** Whose bytes a half reads. */
  enum Side {
    CLIENT,
    ENDPOINT
  }

  private final Relay relay;
  private final DuplexChannel channel;
  private final Side side;
  private @Nullable RelayHalf peer;
  private @Nullable ReadThrottle throttle;

  // What stands between the channel and this half when its side speaks TLS with us.
  private @Nullable SslHandler tls;
  private @Nullable ChannelFutureListener onWrittenInTls;

  // What came before there was a peer: epoll delivers a closing client's bytes, reads off or not.
  private @Nullable ArrayDeque<ByteBuf> early;

  // Mirrors the channel's auto-read, which is volatile and costs a system call to change.
  private boolean isReading;
  private long bytesReceived;
  private boolean isInputEnded;
  private boolean isOutputEnding;
  private boolean isOutputEnded;

  RelayHalf(Relay relay, DuplexChannel channel, Side side) {
    this.relay = relay;
    this.channel = channel;
    this.side = side;
  }

  DuplexChannel channel() {
    return channel;
  }

  RelayHalf peer() {
    return Objects.requireNonNull(peer, "half has no peer yet");
  }

  /** Bytes read here so far. */
  long bytesReceived() {
    return bytesReceived;
  }

  /** No more bytes will be read here. */
  boolean isInputEnded() {
    return isInputEnded;
  }

  /** Nothing more is to be read or written here. */
  boolean isEnded() {
    return isInputEnded && isOutputEnded;
  }

  /**
   * Whether this side has reset the connection and no event will tell. io_uring reports nothing
   * while reads are paused, and neither transport reports anything once the input has ended. The
   * kernel knows; but after our own FIN a connection that is over may as well have ended in order.
   */
  boolean isSilentlyReset() {
    return (!isReading || isInputEnded)
        && !isOutputEnding
        && channel.isOpen()
        && channel instanceof UnixChannel unix
        && TcpSockets.isOver(unix.fd().intValue());
  }

  /**
   * Gets a write going that stands still though the send queue is empty; see {@link LostPollOut}.
   */
  void wakeLostWrite() {
    if (isInputEnded
        && !channel.isWritable()
        && channel instanceof IoUringSocketChannel uring
        && uring.isOpen()
        && TcpSockets.unacknowledgedBytes(uring.fd().intValue()) == 0) {
      LostPollOut.report(uring);
    }
  }

  /** Reads no faster than that from now on, what was read before counts; null: without limit. */
  void slowDown(@Nullable ByteThrottle rate) {
    if (rate != null) {
      throttle = new ReadThrottle(this, rate, relay.loop());
      throttle.onRead(bytesReceived);
    }
  }

  /** It may read on as far as its byte rate is concerned. */
  void onThrottleOver() {
    RelayHalf target = peer;
    if (target != null && !relay.isClosed() && target.channel.isWritable()) {
      resumeReads();
    }
  }

  /** Gives the half its peer: from now on bytes flow. */
  void joinWith(RelayHalf other) {
    peer = other;
    if (early != null) {
      for (ByteBuf bytes : early) {
        other.channel.write(bytes, other.writePromise());
      }
      early = null;
      other.channel.flush();
    }
    if (other.channel.isWritable()) {
      resumeReads();
    }
  }

  /** Sends a FIN once everything that was written before it is out; in TLS, a close_notify too. */
  void endOutput() {
    if (isOutputEnded) {
      relay.onOutputEnded();
    } else if (!isOutputEnding) {
      isOutputEnding = true;
      channel.flush();
      ChannelFuture last =
          tls == null ? channel.writeAndFlush(Unpooled.EMPTY_BUFFER) : tls.closeOutbound();
      last.addListener(this);
    }
  }

  /** From now on this side speaks TLS with us; the relay is told when it is agreed on. */
  void startTls(SslHandler handler) {
    tls = handler;
    onWrittenInTls = this::checkWritten;
    channel.pipeline().addFirst(handler);
  }

  /** Decrypts what was received before TLS was started; takes ownership. */
  void decrypt(ByteBuf ciphertext) {
    channel.pipeline().fireChannelRead(ciphertext);
    channel.pipeline().fireChannelReadComplete();
  }

  /** Closes the channel as it is: not by its pipeline, where TLS would say more. */
  void close() {
    if (tls != null) {
      endInput();
    }
    channel.unsafe().close(channel.voidPromise());
  }

  /** Closes the channel, in order or by a reset, and frees what waits for a peer. */
  void end(boolean isInOrder) {
    if (early != null) {
      early.forEach(ByteBuf::release);
      early = null;
    }
    if (isInOrder) {
      close();
    } else {
      reset();
    }
  }

  /** Closes the channel so that its peer sees a reset. */
  void reset() {
    if (channel.isOpen()) {
      try {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
      } catch (RuntimeException e) {
        // The kernel has already given the connection up: there is nobody left to reset.
        assert e.getCause() == null || e.getCause() instanceof IOException : e;
      }
    }
    close();
  }

  /**
   * Reads no more. When TLS has begun to close a channel by itself, Netty's io_uring transport
   * (4.2.18) puts that off until the read that is under way ends, and so for as long as nothing
   * comes; this ends it.
   */
  void endInput() {
    if (channel.isActive()) {
      channel.shutdownInput();
    }
  }

  /** A plain write that fails is an exception here; in TLS only its own promise tells. */
  private ChannelPromise writePromise() {
    return onWrittenInTls == null
        ? channel.voidPromise()
        : channel.newPromise().addListener(onWrittenInTls);
  }

  private void checkWritten(ChannelFuture written) {
    if (!written.isSuccess() && !isOutputEnding) {
      relay.onReset(this);
    }
  }

  /** Whether something was received that waits for a peer. */
  boolean hasEarlyBytes() {
    return early != null;
  }

  void resumeReads() {
    if (!isReading
        && !isInputEnded
        && channel.isOpen()
        && (throttle == null || throttle.mayRead())) {
      isReading = true;
      channel.config().setAutoRead(true);
    }
  }

  void pauseReads() {
    if (isReading) {
      isReading = false;
      channel.config().setAutoRead(false);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (side == Side.CLIENT) {
      relay.start();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    bytesReceived += bytes.readableBytes();
    relay.onBytes(this, bytes.readableBytes());
    RelayHalf target = peer;
    Opening opening = relay.opening();
    if (opening != null) {
      opening.onBytes(bytes);
    } else if (relay.isClosed()) {
      bytes.release();
    } else if (target != null && target.isOutputEnding) {
      // Nobody is there to take them: what a kernel would answer with a reset.
      bytes.release();
      relay.onReset(target);
    } else if (target == null) {
      keepEarly(bytes);
    } else {
      int count = bytes.readableBytes();
      forward(target, bytes);
      if (throttle != null) {
        throttle.onRead(count);
      }
    }
  }

  /** Whether its byte rate lets nothing be read for a moment. */
  boolean isHeldBack() {
    return throttle != null && throttle.isHoldingBack();
  }

  private void forward(RelayHalf to, ByteBuf bytes) {
    DuplexChannel target = to.channel;
    WaterMarks.fit(target.config());
    target.write(bytes, to.writePromise());
    if (!target.isWritable()) {
      // Out now, so that no more than the high water mark waits; what is left pauses this side.
      target.flush();
      if (!target.isWritable()) {
        pauseReads();
      }
    }
  }

  /** Keeps bytes that came before there was a peer; takes ownership. */
  void keepEarly(ByteBuf bytes) {
    if (!bytes.isReadable()) {
      bytes.release();
      return;
    }
    if (early == null) {
      early = new ArrayDeque<>(4);
    }
    early.add(bytes);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    RelayHalf target = peer;
    if (target != null) {
      target.channel.flush();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    RelayHalf source = peer;
    if (source != null && channel.isWritable()) {
      relay.onProgress();
      source.resumeReads();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE && !isInputEnded) {
      isInputEnded = true;
      if (tls == null) {
        relay.onInputEnded(this);
      } else {
        relay.onTlsBroken(this);
      }
    } else if (event instanceof SslHandshakeCompletionEvent handshake) {
      relay.onHandshake(this, handshake.isSuccess() ? Handshake.AGREED : Handshake.FAILED);
    } else if (event instanceof SslCloseCompletionEvent closed && closed.isSuccess()) {
      onCloseNotify();
    }
  }

  /** The end of this side's stream; before TLS 1.3 (RFC 5246, 7.2.1) of both directions. */
  private void onCloseNotify() {
    if (isInputEnded || tls == null) {
      return;
    }
    isInputEnded = true;
    if (!TLS_1_3.equals(tls.engine().getSession().getProtocol())) {
      isOutputEnding = true;
      isOutputEnded = true;
    }
    relay.onInputEnded(this);
  }

  /** The write before a FIN is done, or has failed. */
  @Override
  public void operationComplete(ChannelFuture written) {
    if (relay.isClosed()) {
      return;
    }
    // Either fails only when this side has reset the connection, and may be all that tells of it.
    if (written.isSuccess() && channel.shutdownOutput().isSuccess()) {
      isOutputEnded = true;
      relay.onOutputEnded();
    } else {
      relay.onReset(this);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    isInputEnded = true;
    relay.onInactive(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    switch (cause) {
      case DecoderException _ when tls != null -> relay.onTlsBroken(this);
      case IOException _ -> relay.onReset(this);
      case OutOfMemoryError _ -> relay.close(CloseReason.OUT_OF_RESOURCES);
      default -> {
        LOG.error("relay failed service={} side={}", relay.service().name(), side, cause);
        relay.onReset(this);
      }
    }
  }
}
