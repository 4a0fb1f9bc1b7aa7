package io.sluice.core.tcp;

import io.netty.buffer.ByteBuf;
import io.sluice.core.admission.ByteThrottle;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.metrics.ConnectFailure;
import io.sluice.core.metrics.LiveConnection;
import io.sluice.core.metrics.PathReason;
import io.sluice.core.metrics.RelayPath;
import io.sluice.core.net.ClientAddress;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One side of a relay: reads from its own connection and writes to the other half's. Both halves
 * are of the same class. Tells {@link Relay} what happens, which decides. On the relay's event
 * loop.
 */
abstract sealed class RelayHalf permits ChannelHalf, SocketHalf {
  private static final Logger LOG = LoggerFactory.getLogger(RelayHalf.class);

  /** Whose bytes a half reads. */
  enum Side {
    CLIENT,
    ENDPOINT
  }

  /** Who waits for a half to be connected; on the event loop. */
  interface ConnectObserver {
    /** The endpoint has accepted. */
    void onConnected(RelayHalf half);

    /** It has not. */
    void onConnectFailed(RelayHalf half, ConnectFailure failure);

    /** Nothing was tried: this machine has no socket for it. */
    void onNoSocket(RelayHalf half);
  }

  final Relay relay;
  final Side side;
  private @Nullable RelayHalf peer;
  private @Nullable ReadThrottle throttle;

  // What came before there was a peer.
  private @Nullable ArrayDeque<ByteBuf> early;

  // Whether bytes are wanted now; nothing is read while they are not.
  boolean isReading;
  boolean isInputEnded;

  // A FIN is to follow what is written, or is out.
  boolean isOutputEnding;
  boolean isOutputEnded;
  private long bytesReceived;

  RelayHalf(Relay relay, Side side) {
    this.relay = relay;
    this.side = side;
  }

  /** The other half; once there is one. */
  RelayHalf peer() {
    return Objects.requireNonNull(peer, "half has no peer yet");
  }

  final @Nullable RelayHalf peerOrNull() {
    return peer;
  }

  /** Bytes read here so far. */
  final long bytesReceived() {
    return bytesReceived;
  }

  /** No more bytes will be read here. */
  final boolean isInputEnded() {
    return isInputEnded;
  }

  /** Nothing more is to be read or written here. */
  final boolean isEnded() {
    return isInputEnded && isOutputEnded;
  }

  /** Reads no faster than that from now on, what was read before counts; null: without limit. */
  void slowDown(@Nullable ByteThrottle rate) {
    if (rate != null) {
      throttle = new ReadThrottle(this, rate, relay.loop());
      throttle.onRead(bytesReceived);
    }
  }

  /** It may read on as far as its byte rate is concerned. */
  final void onThrottleOver() {
    RelayHalf target = peer;
    if (target != null && !relay.isClosed() && target.isWritable()) {
      resumeReads();
    }
  }

  /** Whether its byte rate lets nothing be read for a moment. */
  final boolean isHeldBack() {
    return throttle != null && throttle.isHoldingBack();
  }

  /** Memory beside the heap is used up, or a fault of ours: it ends this relay and no other. */
  public final void onFailure(Throwable cause) {
    if (cause instanceof OutOfMemoryError) {
      relay.close(CloseReason.OUT_OF_RESOURCES);
    } else {
      LOG.error("relay failed service={} side={}", relay.service().name(), side, cause);
      relay.onReset(this);
    }
  }

  /** Bytes were read. */
  final void onRead(int bytes) {
    bytesReceived += bytes;
    relay.onBytes(this, bytes);
  }

  /** Bytes that were read are on their way to the peer: its byte rate may want a pause. */
  final void onForwarded(int bytes) {
    if (throttle != null) {
      throttle.onRead(bytes);
    }
  }

  /** Gives the half its peer. */
  final void joinWith(RelayHalf other) {
    peer = other;
  }

  /** From now on bytes flow: both halves have their peer. */
  final void startRelaying() {
    RelayHalf other = peer();
    if (early != null) {
      early.forEach(other::write);
      early = null;
      other.flush();
    }
    if (other.isWritable()) {
      resumeReads();
    }
  }

  /** Keeps bytes that came before there was a peer; takes ownership. */
  final void keepEarly(ByteBuf bytes) {
    if (!bytes.isReadable()) {
      bytes.release();
      return;
    }
    if (early == null) {
      early = new ArrayDeque<>(4);
    }
    early.add(bytes);
  }

  /** Whether something was received that waits for a peer. */
  final boolean hasEarlyBytes() {
    return early != null;
  }

  /** What came early is now another half's, which takes this one's place. */
  final void moveEarlyTo(RelayHalf successor) {
    successor.early = early;
    early = null;
  }

  /** Closes the connection, in order or by a reset, and frees what waits for a peer. */
  final void end(boolean isInOrder) {
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

  final void resumeReads() {
    if (!isReading && !isInputEnded && isOpen() && (throttle == null || throttle.mayRead())) {
      isReading = true;
      onReadsResumed();
    }
  }

  final void pauseReads() {
    if (isReading) {
      isReading = false;
      onReadsPaused();
    }
  }

  abstract void onReadsResumed();

  abstract void onReadsPaused();

  /** How its bytes take their way. */
  abstract RelayPath path();

  /** Why they take that one, as long as they come. */
  abstract PathReason pathReason();

  /** What it reads, for people. */
  final LiveConnection.Direction direction() {
    PathReason reason = pathReason();
    if (isInputEnded) {
      reason = PathReason.ENDED;
    } else if (peer == null || (reason == PathReason.MESSAGES && bytesReceived == 0)) {
      reason = PathReason.UNDECIDED;
    }
    return new LiveConnection.Direction(bytesReceived, path(), reason);
  }

  abstract boolean isOpen();

  /** Whether the connection can still take bytes, which is not known of every kind. */
  abstract boolean isActive();

  /** Whether more may be written now; if not, the peer is resumed once it may. */
  abstract boolean isWritable();

  /** Writes behind everything that was written before; takes ownership. */
  abstract void write(ByteBuf bytes);

  /** Sends what was written. */
  abstract void flush();

  /** Sends a FIN once everything that was written before it is out; in TLS, a close_notify too. */
  abstract void endOutput();

  /** Closes once everything that was written before is out. */
  abstract void closeWhenWritten();

  /** Reads no more. */
  abstract void endInput();

  /** Closes the connection as it is. */
  abstract void close();

  /** Closes the connection so that its other end sees a reset. */
  abstract void reset();

  /** Runs something once the kernel has let go of the closed connection. */
  abstract void whenClosed(Runnable action);

  /** Begins to connect to an endpoint; told on the event loop, perhaps before this returns. */
  abstract void connect(Attempt attempt, ConnectObserver observer);

  /** Whether its side has reset the connection and no event will tell. */
  abstract boolean isSilentlyReset();

  /** Gets a write going that stands still though it could go on. */
  abstract void wakeLostWrite();

  /** Bytes written here that are still in this process. */
  abstract long bytesUnsent();

  /** The descriptor, or -1 where there is none to be known. */
  abstract int descriptor();

  /** Whoever is at the other end. */
  abstract ClientAddress remoteAddress();

  /** Where this end is. */
  abstract ClientAddress localAddress();
}
