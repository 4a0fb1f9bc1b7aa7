package io.sluice.core.tcp;

import io.netty.buffer.ByteBuf;
import io.sluice.core.admission.Admission;
import io.sluice.core.admission.ByteThrottle;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.metrics.ConnectFailure;
import io.sluice.core.metrics.RelayPath;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.net.linux.Errno;
import io.sluice.core.net.linux.StreamSockets;
import io.sluice.core.net.stream.Chunks;
import io.sluice.core.net.stream.StreamPort;
import io.sluice.core.net.stream.Streams;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A side of a relay by its socket's descriptor, without a channel. */
final class SocketHalf extends RelayHalf implements StreamPort.Observer, Runnable {
  /*
   * Events tell of changes, so what they have told is kept here: whether there may be input, and in
   * the output whether there is room. Bytes are read only when the other side has taken everything
   * from before, so a direction never holds more than one chunk, or one pipe; what has to wait is
   * left in the kernel, where it holds its sender up.
   *
   * A direction that proves to be a stream goes on by splice(2); see SplicedDirection.
   */
  private final Streams streams;
  private final SocketOutput output;
  private final ClientAddress remote;
  private @Nullable StreamPort port;
  private @Nullable ConnectObserver connecting;

  private boolean hasInput;
  private boolean isLastInput;
  private boolean isWaitingForTurn;

  // What is being received into.
  private int received = Chunks.NONE;
  private int readBytes = Chunks.BYTES;

  private final StreamDetector detector;
  private @Nullable SplicedDirection spliced;

  /** A client's, as it was accepted. */
  SocketHalf(Relay relay, Streams streams, int descriptor, ClientAddress client) {
    super(relay, Side.CLIENT);
    this.streams = streams;
    this.remote = client;
    this.output = new SocketOutput(this, streams, true);
    this.detector = new StreamDetector(relay.loop().zeroCopy());
    this.port = streams.port(descriptor, this);
  }

  /** An endpoint's, not yet connected. */
  SocketHalf(Relay relay, Streams streams) {
    super(relay, Side.ENDPOINT);
    this.streams = streams;
    this.remote = ClientAddress.NONE;
    this.output = new SocketOutput(this, streams, false);
    this.detector = new StreamDetector(relay.loop().zeroCopy());
  }

  /** Begins to be told of what comes. */
  void start() {
    openPort().start();
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

  private StreamPort openPort() {
    return Objects.requireNonNull(port, "half is not open");
  }

  @Override
  int descriptor() {
    return port != null && port.isOpen() ? port.descriptor() : -1;
  }

  @Override
  void slowDown(@Nullable ByteThrottle rate) {
    Admission admission = relay.snapshot().admission();
    if (rate != null) {
      readBytes = Math.min(Chunks.BYTES, admission.readBytes());
    }
    super.slowDown(rate);
  }

  /** Most bytes to be moved into a pipe at once. */
  int mostSpliced() {
    return readBytes == Chunks.BYTES ? Integer.MAX_VALUE : readBytes;
  }

  StreamDetector detector() {
    return detector;
  }

  // Events.

  @Override
  public void onChange(int events) {
    isLastInput |= (events & StreamPort.INPUT_END) != 0;
    if (connecting != null) {
      onConnectEvent(events);
      return;
    }
    if ((events & StreamPort.ROOM) != 0 && output.onRoom()) {
      onRoom();
    }
    if ((events & ~StreamPort.ROOM) != 0) {
      hasInput = true;
      read();
    }
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
      peer().goOn();
    }
  }

  /**
   * The connection was reset. What came before may still be read, and reading then tells; unless it
   * waits for the other side, or has ended before.
   */
  private void onError() {
    if (isOpen() && (hasInput || (isInputEnded && !isOutputEnding))) {
      relay.onReset(this);
    }
  }

  // Reading.

  @Override
  void onReadsResumed() {
    if (hasInput) {
      read();
    }
  }

  @Override
  void onReadsPaused() {}

  /** The other side has taken everything: it is this side's turn to go on. */
  void goOn() {
    if (spliced != null && spliced.hasBytes()) {
      spliced.move();
    }
    if (peer().isWritable() && !isInputEnded) {
      resumeReads();
      readOn();
    }
  }

  /** Reads on in the next turn if there may be something. */
  void readOn() {
    if (hasInput && isReading && !isWaitingForTurn) {
      isWaitingForTurn = true;
      streams.readNextTurn(this);
    }
  }

  /** It is the next turn. */
  @Override
  public void run() {
    isWaitingForTurn = false;
    read();
  }

  private void read() {
    if (!hasInput || !isReading || isInputEnded || !isOpen() || received != Chunks.NONE) {
      return;
    }
    if (relay.opening() != null) {
      receive();
    } else if (peerOrNull() != null && peer().isWritable()) {
      if (spliced == null && detector.isStream()) {
        spliced = SplicedDirection.begin(this, peer());
      }
      if (spliced == null) {
        receive();
      } else {
        spliced.move();
      }
    }
  }

  private void receive() {
    int chunk = streams.takeChunk();
    if (chunk == Chunks.NONE) {
      readOn();
      return;
    }
    received = chunk;
    int count = openPort().receive(streams.chunks().address(chunk), readBytes);
    if (count != StreamPort.PENDING) {
      onReceived(count);
    }
  }

  @Override
  public void onReceived(int count) {
    int chunk = received;
    received = Chunks.NONE;
    Opening opening = relay.opening();
    if (!isOpen()) {
      streams.chunks().giveBack(chunk);
    } else if (opening != null) {
      onReceivedFor(opening, chunk, count);
    } else {
      forward(peer(), chunk, count);
    }
  }

  private void forward(SocketHalf to, int chunk, int count) {
    if (count > 0) {
      onRead(count);
      noteFill(count);
      to.output.put(chunk, count);
      detector.onRead(count);
      onForwarded(count);
    } else {
      streams.chunks().giveBack(chunk);
      onNothing(count);
    }
  }

  private void onReceivedFor(Opening opening, int chunk, int count) {
    ByteBuf bytes = count > 0 ? streams.copyOf(chunk, 0, count) : null;
    streams.chunks().giveBack(chunk);
    if (count <= 0) {
      onNothing(count);
      return;
    }
    if (bytes == null) {
      relay.close(CloseReason.OUT_OF_RESOURCES);
      return;
    }
    onRead(count);
    noteFill(count);
    opening.onBytes(bytes);
    readOn();
  }

  /** A read that could have taken more has emptied the socket: what comes later is told anew. */
  private void noteFill(int count) {
    if (count < readBytes && !isLastInput) {
      hasInput = false;
    }
  }

  /** A read has brought no bytes: 0 for the end, or the negative error number. */
  void onNothing(int result) {
    if (result == -Errno.EAGAIN) {
      hasInput = false;
    } else {
      hasInput = false;
      isInputEnded = true;
      leaveSplice();
      if (result == 0) {
        relay.onInputEnded(this);
      } else {
        relay.onReset(this);
      }
    }
  }

  /** Bytes were moved into a pipe. */
  void onSpliced(int count) {
    onRead(count);
    relay.onSpliced(count);
    detector.onMoved(count);
    onForwarded(count);
  }

  /** Goes on by copying. */
  void leaveSplice() {
    if (spliced != null) {
      spliced.close();
      spliced = null;
      detector.begin();
    }
  }

  /** Never tries to splice again. */
  void renounceSplice() {
    detector.renounce();
    leaveSplice();
  }

  // Writing.

  SocketOutput output() {
    return output;
  }

  @Override
  boolean isWritable() {
    return output.isEmpty() && (peerOrNull() == null || !peer().hasBytesInPipe());
  }

  private boolean hasBytesInPipe() {
    return spliced != null && spliced.hasBytes();
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
      peer().goOn();
    }
  }

  /** The connection takes no bytes any more. */
  void onWriteFailed() {
    relay.onReset(this);
  }

  int send(long from, int count) {
    return openPort().send(from, count);
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
    long inPipe = peerOrNull() == null ? 0 : peer().bytesInPipe();
    return output.bytes() + inPipe;
  }

  private long bytesInPipe() {
    return spliced == null ? 0 : spliced.bytes();
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
    int result = attempt.open(sockets());
    if (result < 0) {
      observer.onNoSocket(this);
      return;
    }
    StreamPort opened = streams.port(result, this);
    port = opened;
    int connected = attempt.connect(sockets(), result);
    if (connected == 0) {
      opened.start();
      onConnected(observer);
    } else if (connected == -Errno.EINPROGRESS) {
      connecting = observer;
      opened.start();
    } else {
      observer.onConnectFailed(this, ConnectFailures.byNumber(connected));
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
      hasInput = (events & ~StreamPort.ROOM) != 0;
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
    leaveSplice();
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

  /** Events tell. */
  @Override
  boolean isSilentlyReset() {
    return false;
  }

  /** After what should not be: a splice that found the time not right, though it was. */
  @Override
  void wakeLostWrite() {
    if (spliced != null) {
      hasInput = true;
      output.onRoom();
      goOn();
    }
  }

  @Override
  RelayPath path() {
    return spliced == null ? RelayPath.COPY : RelayPath.SPLICE;
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
