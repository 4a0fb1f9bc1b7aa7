package io.sluice.core.tcp;

import io.netty.buffer.ByteBuf;
import io.sluice.core.admission.Admission;
import io.sluice.core.admission.ByteThrottle;
import io.sluice.core.metrics.ConnectFailure;
import io.sluice.core.metrics.PathReason;
import io.sluice.core.metrics.RelayPath;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.net.Destination;
import io.sluice.core.net.linux.Errno;
import io.sluice.core.net.linux.StreamSockets;
import io.sluice.core.net.stream.StreamPort;
import io.sluice.core.net.stream.Streams;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A side of a relay by its socket's descriptor, without a channel. */
final class SocketHalf extends RelayHalf implements StreamPort.Observer {
  private static final Logger LOG = LoggerFactory.getLogger(SocketHalf.class);

  /*
   * Events tell of changes, so what they have told is kept: in the input whether there may be some,
   * in the output whether there is room. Bytes are read only when the other side has taken
   * everything from before, so a direction never holds more than one chunk, or one pipe; what has
   * to wait is left in the kernel, where it holds its sender up.
   *
   * A direction that proves to be a stream goes on by splice(2); see SplicedDirection.
   */

  private final Streams streams;
  private final SocketInput input;
  private final SocketOutput output;
  private ClientAddress remote;
  private @Nullable StreamPort port;
  private @Nullable ConnectObserver connecting;

  /** A client's, as it was accepted. */
  SocketHalf(Relay relay, Streams streams, int descriptor, ClientAddress client) {
    super(relay, Side.CLIENT);
    this.streams = streams;
    this.remote = client;
    this.output = new SocketOutput(this, streams, true);
    this.input = new SocketInput(this, streams, relay.loop().zeroCopy());
    this.port = streams.port(descriptor, this);
  }

  /** An endpoint's, not yet connected. */
  SocketHalf(Relay relay, Streams streams) {
    super(relay, Side.ENDPOINT);
    this.streams = streams;
    this.remote = ClientAddress.NONE;
    this.output = new SocketOutput(this, streams, false);
    this.input = new SocketInput(this, streams, relay.loop().zeroCopy());
  }

  /** Begins to be told of what comes: whether that is possible; closed if not. */
  boolean start() {
    StreamPort opened = openPort();
    try {
      opened.start();
      return true;
    } catch (UncheckedIOException e) {
      LOG.warn("socket not watched side={} cause=\"{}\"", side, e.getMessage());
      opened.reset();
      return false;
    }
  }

  /** The socket, while it is open. */
  StreamPort openPort() {
    return Objects.requireNonNull(port, "half is not open");
  }

  Streams streams() {
    return streams;
  }

  StreamSockets sockets() {
    return streams.sockets();
  }

  @Override
  SocketHalf peer() {
    return (SocketHalf) super.peer();
  }

  @Override
  boolean isOpen() {
    return port != null && port.isOpen();
  }

  @Override
  int descriptor() {
    return port != null && port.isOpen() ? port.descriptor() : -1;
  }

  @Override
  void slowDown(@Nullable ByteThrottle rate) {
    Admission admission = relay.snapshot().admission();
    if (rate != null) {
      input.readAtMost(admission.readBytes());
    }
    super.slowDown(rate);
  }

  /** Whether it is a unix socket. */
  boolean isUnix() {
    return remote.equals(ClientAddress.UNIX);
  }

  // Events.

  @Override
  public void onChange(int events) {
    input.note(events);
    if (connecting != null) {
      onConnectEvent(events);
      return;
    }
    if ((events & StreamPort.ROOM) != 0 && output.onRoom()) {
      onRoom();
    }
    input.read();
    if ((events & StreamPort.ERROR) != 0) {
      onError();
    }
  }

  /** There is room again for what had to wait. */
  private void onRoom() {
    relay.onProgress();
    if (!output.isEmpty()) {
      flush();
    } else if (peerOrNull() != null) {
      peer().input.goOn();
    }
  }

  /**
   * The connection was reset. What came before may still be read, and reading then tells; unless it
   * waits for the other side, or has ended before.
   */
  private void onError() {
    if (isOpen() && (input.mayHave() || (isInputEnded && !isOutputEnding))) {
      relay.onReset(this);
    }
  }

  // Reading and writing.

  SocketInput input() {
    return input;
  }

  @Override
  void onReadsResumed() {
    input.read();
  }

  @Override
  void onReadsPaused() {}

  @Override
  public void onReceived(int result, boolean hasMore) {
    input.onReceived(result, hasMore);
  }

  SocketOutput output() {
    return output;
  }

  @Override
  boolean isWritable() {
    return output.isEmpty() && (peerOrNull() == null || peer().input.bytesInPipe() == 0);
  }

  @Override
  void write(ByteBuf bytes) {
    output.add(bytes);
  }

  @Override
  void flush() {
    output.flush();
  }

  /** Everything that was written is out. */
  void onWritten() {
    if (isOutputEnding && !isOutputEnded) {
      sendFin();
    } else if (peerOrNull() != null) {
      peer().input.goOn();
    }
  }

  /** The socket has no room: {@link #onChange} tells once it has. */
  void awaitRoom() {
    if (port != null) {
      port.awaitRoom();
    }
  }

  @Override
  public void onSent(int result) {
    output.onSent(result);
  }

  @Override
  void endOutput() {
    if (isOutputEnded) {
      relay.onOutputEnded();
    } else if (!isOutputEnding) {
      isOutputEnding = true;
      if (output.isEmpty()) {
        sendFin();
      } else {
        output.flush();
      }
    }
  }

  private void sendFin() {
    boolean isLast = isInputEnded && peerOrNull() != null && peer().isEnded();
    // Closing, which is next, says the same.
    if (isLast || sockets().endOutput(descriptor()) == 0) {
      isOutputEnded = true;
      relay.onOutputEnded();
    } else {
      relay.onReset(this);
    }
  }

  @Override
  long bytesUnsent() {
    long inPipe = peerOrNull() == null ? 0 : peer().input.bytesInPipe();
    return output.bytes() + inPipe;
  }

  @Override
  void closeWhenWritten() {
    if (output.isEmpty()) {
      close();
    } else {
      output.closeWhenEmpty();
      output.flush();
    }
  }

  // Connecting.

  @Override
  void connect(Attempt attempt, ConnectObserver observer) {
    if (attempt.destination() instanceof Destination.UnixSocket) {
      remote = ClientAddress.UNIX;
    }
    int result = attempt.open(sockets());
    if (result < 0) {
      observer.onNoSocket(this);
      return;
    }
    port = streams.port(result, this);
    int connected = attempt.connect(sockets(), result);
    if (connected != 0 && connected != -Errno.EINPROGRESS) {
      observer.onConnectFailed(this, ConnectFailures.byNumber(connected));
    } else if (!start()) {
      observer.onNoSocket(this);
    } else if (connected == 0) {
      onConnected(observer);
    } else {
      connecting = observer;
    }
  }

  private void onConnectEvent(int events) {
    ConnectObserver observer = Objects.requireNonNull(connecting);
    if ((events & (StreamPort.ERROR | StreamPort.HANG_UP)) != 0) {
      int error = sockets().takeError(descriptor());
      if (error != 0) {
        connecting = null;
        observer.onConnectFailed(this, ConnectFailures.byNumber(-error));
        return;
      }
    }
    if ((events & StreamPort.ROOM) != 0) {
      onConnected(observer);
    }
  }

  private void onConnected(ConnectObserver observer) {
    connecting = null;
    output.onRoom();
    observer.onConnected(this);
  }

  /** The time to connect is over. */
  void onConnectTimeout() {
    ConnectObserver observer = connecting;
    if (observer != null) {
      connecting = null;
      observer.onConnectFailed(this, ConnectFailure.TIMEOUT);
    }
  }

  // The end.

  @Override
  boolean isActive() {
    return isOpen();
  }

  @Override
  void endInput() {
    isReading = false;
    isInputEnded = true;
  }

  @Override
  void close() {
    release();
    if (port != null) {
      port.close();
    }
  }

  @Override
  void reset() {
    release();
    if (port != null) {
      port.reset();
    }
  }

  private void release() {
    connecting = null;
    input.close();
    output.close();
  }

  @Override
  void whenClosed(Runnable action) {
    if (port == null) {
      action.run();
    } else {
      port.whenReleased(action);
    }
  }

  /** Gives the descriptor away, which is answered; of this half nothing is left. */
  int detach() {
    release();
    return openPort().detach();
  }

  @Override
  boolean isSilentlyReset() {
    return false; // events tell
  }

  /** After what should not be: a splice that found the time not right, though it was. */
  @Override
  void wakeLostWrite() {
    if (input.isSpliced()) {
      input.tryAgain();
    }
  }

  @Override
  RelayPath path() {
    return input.isSpliced() ? RelayPath.SPLICE : RelayPath.COPY;
  }

  @Override
  PathReason pathReason() {
    return input.pathReason();
  }

  @Override
  ClientAddress remoteAddress() {
    return remote;
  }

  @Override
  ClientAddress localAddress() {
    StreamSockets sockets = sockets();
    return isOpen() && sockets.readLocalAddress(descriptor()) == 0 && !sockets.isUnix()
        ? new ClientAddress(sockets.high(), sockets.low(), sockets.port())
        : ClientAddress.NONE;
  }
}
