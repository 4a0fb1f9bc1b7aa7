package io.sluice.core.net;

import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.Future;
import io.sluice.core.net.linux.Errno;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A UDP socket by its descriptor; subclasses know how its loop is told of what comes. */
abstract sealed class LinuxPort implements DatagramPort permits EpollPort, UringPort {
  /** What a socket is for. */
  enum Role {
    /** Serves clients at one address. */
    LISTENING,
    /** Serves clients at every address of the machine. */
    LISTENING_ANYWHERE,
    /** Connected to an endpoint. */
    CONNECTED
  }

  private final LinuxDatagrams datagrams;
  private final FileDescriptor descriptor;
  private final int number;
  private final Role role;
  private final Reader reader;
  private final ExpectedArrivals expected = new ExpectedArrivals(DatagramBatch.CAPACITY);
  private boolean isMerging = true;
  private boolean isClosed;
  private int lost;
  private int lostTaken;

  LinuxPort(LinuxDatagrams datagrams, int descriptor, Role role, Reader reader) {
    this.datagrams = datagrams;
    this.descriptor = new FileDescriptor(descriptor);
    this.number = descriptor;
    this.role = role;
    this.reader = reader;
  }

  /** Stops to read and closes the socket, once. */
  abstract Future<?> stop();

  int descriptor() {
    return number;
  }

  boolean isConnected() {
    return role == Role.CONNECTED;
  }

  boolean isWildcard() {
    return role == Role.LISTENING_ANYWHERE;
  }

  /** Whether datagrams may be handed to the kernel several at a time. */
  boolean isMerging() {
    return isMerging;
  }

  void stopMerging() {
    isMerging = false;
  }

  boolean isClosed() {
    return isClosed;
  }

  LinuxDatagrams datagrams() {
    return datagrams;
  }

  FileDescriptor fileDescriptor() {
    return descriptor;
  }

  void onReadable() {
    if (!isClosed) {
      reader.onReadable();
    }
  }

  void closeDescriptor() {
    try {
      descriptor.close();
    } catch (IOException e) {
      throw new UncheckedIOException("close of an open descriptor", e);
    }
  }

  @Override
  public int receive(DatagramBatch into) {
    LinuxBatch batch = (LinuxBatch) into;
    int received = batch.receive(number, expected.count());
    if (received >= 0) {
      expected.onArrived(received, datagrams.turn());
      lost = batch.messages().lost(lost);
      return received;
    }
    // Nothing, or an error: the error queue may be what has woken us, and would do so for ever.
    boolean isReported = isConnected() && batch.takeErrors(number);
    boolean isUnreachable = isConnected() && Errno.isUnreachable(-received);
    if (!isReported && !isUnreachable) {
      return 0;
    }
    expected.onError();
    return UNREACHABLE;
  }

  @Override
  public void send(DatagramBatch from, int[] messages, int count, SendOutcome outcome) {
    datagrams.sender().send(this, (LinuxBatch) from, messages, count, outcome);
  }

  @Override
  public void sendOne(DatagramBatch from, int message, int datagram, SendOutcome outcome) {
    datagrams.sender().sendOne(this, (LinuxBatch) from, message, datagram, outcome);
  }

  @Override
  public int takeLost() {
    int since = lost - lostTaken;
    lostTaken = lost;
    return since;
  }

  @Override
  public final Future<?> release() {
    if (isClosed) {
      return datagrams.released();
    }
    isClosed = true;
    return stop();
  }
}
