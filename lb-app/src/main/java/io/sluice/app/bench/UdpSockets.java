package io.sluice.app.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.IoEventLoop;
import io.sluice.core.net.ChannelTransport;
import io.sluice.core.net.DatagramBatch;
import io.sluice.core.net.DatagramPort;
import io.sluice.core.net.Datagrams;
import io.sluice.core.net.SendOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/** The client sockets of one event loop and the datagrams that they send. That loop only. */
final class UdpSockets {
  /*
   * A datagram begins with the run's number, its session, its sequence number and when it was sent.
   * Each is given to the kernel by itself: several together would be a train, which passes the
   * network stack as one and which few clients send.
   */
  static final int SESSION = Integer.BYTES;
  static final int SEQUENCE = SESSION + Integer.BYTES;
  static final int SENT_AT = SEQUENCE + Long.BYTES;

  /** Who uses one of the sockets. */
  interface Session extends DatagramPort.Reader {
    /** Takes a socket that is not started, and starts it. */
    void open(DatagramPort port);

    /** One datagram has come. */
    void onDatagram(ByteBuf bytes, int start, int length);

    /** Nobody is there. */
    void onUnreachable();
  }

  private final UdpLoad load;
  private final Datagrams datagrams;
  private final DatagramBatch received;
  private final DatagramBatch toSend;
  private final ByteBuf payload;
  private final ByteBuf question = Unpooled.wrappedBuffer(UdpServer.question());
  private final SendOutcome outcome = new SendOutcome();
  private final int runNumber = ThreadLocalRandom.current().nextInt();

  UdpSockets(IoEventLoop loop, UdpLoad load) {
    this.load = load;
    datagrams = Datagrams.on(loop, ChannelTransport.EPOLL);
    received = datagrams.newBatch();
    toSend = datagrams.newBatch();
    payload = Unpooled.directBuffer(load.bytes(), load.bytes()).writeZero(load.bytes());
    payload.setInt(0, runNumber);
  }

  /** Opens a socket to the target for each; what it answers is complete. */
  CompletableFuture<Void> open(Session[] sessions) {
    CompletableFuture<Void> opened = new CompletableFuture<>();
    try {
      for (Session session : sessions) {
        session.open(connect(session));
      }
      opened.complete(null);
    } catch (BenchException e) {
      opened.completeExceptionally(e);
    }
    return opened;
  }

  private DatagramPort connect(DatagramPort.Reader reader) throws BenchException {
    DatagramPort port = datagrams.connect(load.target(), reader);
    if (port == null) {
      throw new BenchException(
          "sluice: cannot open a socket to %s: %s"
              .formatted(
                  Targets.text(load.target()),
                  switch (datagrams.failure()) {
                    case LOCAL -> "no descriptor or local port is left";
                    case UNREACHABLE -> "there is no way there";
                  }));
    }
    return port;
  }

  /** Sends one datagram: whether the kernel has taken it. */
  boolean send(DatagramPort port, int session, long sequence, long sentAt) {
    payload.setInt(SESSION, session).setLong(SEQUENCE, sequence).setLong(SENT_AT, sentAt);
    return send(port, payload);
  }

  /** Asks a sink how much has arrived; its answer begins with the number. */
  void ask(DatagramPort port, long number) {
    question.setLong(UdpServer.QUESTION.length(), number);
    send(port, question);
  }

  private boolean send(DatagramPort port, ByteBuf bytes) {
    toSend.clear();
    toSend.add(bytes, Unpooled.EMPTY_BUFFER);
    port.sendOne(toSend, 0, 0, outcome.clear());
    return outcome.datagrams() == 1;
  }

  /** Whether a datagram is one of this run and session, and whole. */
  boolean isOurs(ByteBuf bytes, int start, int length, int session) {
    return length == load.bytes()
        && bytes.getInt(start) == runNumber
        && bytes.getInt(start + SESSION) == session;
  }

  /** Gives what has come at a socket to its session. */
  void receive(DatagramPort port, Session session) {
    received.clear();
    int messages = port.receive(received);
    if (messages == DatagramPort.UNREACHABLE) {
      session.onUnreachable();
      return;
    }
    for (int message = 0; message < messages; message++) {
      // The kernel may have joined several.
      ByteBuf payload = received.payload(message);
      int segment = received.segmentSize(message);
      int left = payload.readableBytes();
      do {
        int length = Math.min(left, segment);
        session.onDatagram(payload, payload.writerIndex() - left, length);
        left -= length;
      } while (left > 0);
    }
  }

  void close() {
    payload.release();
    datagrams.close();
  }
}
