package io.sluice.core.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.UnixChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import io.sluice.core.metrics.ConnectFailure;
import io.sluice.core.metrics.PathReason;
import io.sluice.core.metrics.RelayPath;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.net.Destination;
import io.sluice.core.net.LostPollOut;
import io.sluice.core.net.linux.TcpSockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A side of a relay by its channel. Translates Netty's events; {@link Relay} decides. */
final class ChannelHalf extends RelayHalf {
  private static final String TLS_1_3 = "TLSv1.3";

  private final DuplexChannel channel;

  // What stands between the channel and this half when its side speaks TLS with us.
  private @Nullable SslHandler tls;
  private @Nullable ChannelFutureListener onWrittenInTls;

  /** Of a channel that is not yet registered. */
  ChannelHalf(Relay relay, DuplexChannel channel, Side side) {
    super(relay, side);
    this.channel = channel;
    channel.pipeline().addLast(new ChannelEvents(this));
  }

  DuplexChannel channel() {
    return channel;
  }

  @Override
  ChannelHalf peer() {
    return (ChannelHalf) super.peer();
  }

  @Nullable ChannelHalf peerIfAny() {
    return (ChannelHalf) peerOrNull();
  }

  /**
   * Whether this side has reset the connection and no event will tell. io_uring reports nothing
   * while reads are paused, and neither transport reports anything once the input has ended. The
   * kernel knows; but after our own FIN a connection that is over may as well have ended in order.
   */
  @Override
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
  @Override
  void wakeLostWrite() {
    if (isInputEnded
        && !channel.isWritable()
        && channel instanceof IoUringSocketChannel uring
        && uring.isOpen()
        && TcpSockets.unacknowledgedBytes(uring.fd().intValue()) == 0) {
      LostPollOut.report(uring);
    }
  }

  @Override
  void write(ByteBuf bytes) {
    channel.write(bytes, writePromise());
  }

  @Override
  void flush() {
    channel.flush();
  }

  @Override
  boolean isWritable() {
    return channel.isWritable();
  }

  @Override
  void endOutput() {
    if (isOutputEnded) {
      relay.onOutputEnded();
    } else if (!isOutputEnding) {
      isOutputEnding = true;
      channel.flush();
      ChannelFuture last =
          tls == null ? channel.writeAndFlush(Unpooled.EMPTY_BUFFER) : tls.closeOutbound();
      last.addListener((ChannelFutureListener) this::onLastWritten);
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

  /** Not by its pipeline, where TLS would say more. */
  @Override
  void close() {
    if (tls != null) {
      endInput();
    }
    channel.unsafe().close(channel.voidPromise());
  }

  @Override
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
   * When TLS has begun to close a channel by itself, Netty's io_uring transport (4.2.18) puts that
   * off until the read that is under way ends, and so for as long as nothing comes; this ends it.
   */
  @Override
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

  @Override
  void closeWhenWritten() {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) _ -> close());
  }

  // The channel's auto-read is volatile and costs a system call to change: isReading mirrors it.

  @Override
  void onReadsResumed() {
    channel.config().setAutoRead(true);
  }

  @Override
  void onReadsPaused() {
    channel.config().setAutoRead(false);
  }

  @Override
  boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  boolean isActive() {
    return channel.isActive();
  }

  @Override
  void whenClosed(Runnable action) {
    ChannelFuture closed = channel.closeFuture();
    if (closed.isDone()) {
      action.run();
    } else {
      closed.addListener(done -> action.run());
    }
  }

  @Override
  void connect(Attempt attempt, ConnectObserver observer) {
    ChannelFuture registered = relay.loop().eventLoop().register(channel);
    registered.addListener(
        (ChannelFutureListener)
            done -> {
              if (done.isSuccess()) {
                open(attempt).addListener((ChannelFutureListener) it -> onConnectEnd(it, observer));
              } else {
                observer.onConnectFailed(this, ConnectFailures.classify(done.cause()));
              }
            });
  }

  private ChannelFuture open(Attempt attempt) {
    return switch (attempt.destination()) {
      case Destination.Network(InetSocketAddress to) ->
          attempt.from() == null ? channel.connect(to) : channel.connect(to, attempt.from());
      case Destination.UnixSocket(DomainSocketAddress to) -> channel.connect(to);
    };
  }

  private void onConnectEnd(ChannelFuture connected, ConnectObserver observer) {
    ConnectFailure failure =
        connected.isSuccess()
            ? ConnectFailures.hiddenIn(channel)
            : ConnectFailures.classify(connected.cause());
    if (failure == null) {
      observer.onConnected(this);
    } else {
      observer.onConnectFailed(this, failure);
    }
  }

  @Override
  long bytesUnsent() {
    ChannelOutboundBuffer buffered = channel.unsafe().outboundBuffer();
    return buffered == null ? 0 : buffered.totalPendingWriteBytes();
  }

  @Override
  int descriptor() {
    return channel.isOpen() && channel instanceof UnixChannel unix ? unix.fd().intValue() : -1;
  }

  @Override
  ClientAddress remoteAddress() {
    return ClientAddress.ofPeer(channel);
  }

  @Override
  ClientAddress localAddress() {
    return ClientAddress.ofPeer(channel.localAddress());
  }

  @Override
  RelayPath path() {
    return RelayPath.COPY;
  }

  @Override
  PathReason pathReason() {
    ChannelHalf target = peerIfAny();
    boolean isTls = tls != null || (target != null && target.tls != null);
    return isTls || relay.loop().hasStreams() ? PathReason.TLS : PathReason.TRANSPORT;
  }

  /** Bytes have come; takes ownership. */
  void onBytes(ByteBuf bytes) {
    int count = bytes.readableBytes();
    onRead(count);
    ChannelHalf target = peerIfAny();
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
      forward(target, bytes);
      onForwarded(count);
    }
  }

  private void forward(ChannelHalf to, ByteBuf bytes) {
    DuplexChannel target = to.channel;
    WaterMarks.fit(target.config());
    to.write(bytes);
    if (!target.isWritable()) {
      // Out now, so that no more than the high water mark waits; what is left pauses this side.
      target.flush();
      if (!target.isWritable()) {
        pauseReads();
      }
    }
  }

  /** The input has ended, but for what TLS has to say. */
  void onInputShutdown() {
    isInputEnded = true;
    if (tls == null) {
      relay.onInputEnded(this);
    } else {
      relay.onTlsBroken(this);
    }
  }

  /** The end of this side's stream; before TLS 1.3 (RFC 5246, 7.2.1) of both directions. */
  void onCloseNotify() {
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
  private void onLastWritten(ChannelFuture written) {
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

  /** The pipeline has met an error. */
  void onException(Throwable cause) {
    switch (cause) {
      case DecoderException _ when tls != null -> relay.onTlsBroken(this);
      case IOException _ -> relay.onReset(this);
      default -> onFailure(cause);
    }
  }
}
