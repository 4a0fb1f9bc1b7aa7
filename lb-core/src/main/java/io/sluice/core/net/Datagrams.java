package io.sluice.core.net;

import io.netty.channel.IoEventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The UDP sockets of one event loop and the memory that they share. Created, used and closed on
 * that event loop.
 */
public sealed interface Datagrams extends AutoCloseable permits LinuxDatagrams, NioDatagrams {
  /**
   * Receive buffer that a listening socket asks for, in bytes, for all of its clients together. The
   * kernel cuts it down to net.core.rmem_max without a word.
   */
  int LISTENING_RECEIVE_BUFFER = 4 * 1024 * 1024;

  /** Receive buffer that a socket to an endpoint asks for, in bytes; cut down likewise. */
  int ENDPOINT_RECEIVE_BUFFER = 1024 * 1024;

  /** Whether other sockets may be bound to the same address. */
  enum Sharing {
    /** One socket on each event loop; the kernel spreads flows over them. */
    SHARED,
    /** This socket alone. */
    EXCLUSIVE
  }

  /** Why a port to an endpoint could not be opened. */
  enum Failure {
    /** This machine lacks a descriptor, memory or a local port. */
    LOCAL,
    /** There is no way to the endpoint. */
    UNREACHABLE
  }

  /** Those of a transport on that event loop, on which this is called. */
  static Datagrams on(IoEventLoop eventLoop, ChannelTransport transport) {
    assert eventLoop.inEventLoop() : "datagrams belong to their loop";
    return transport == ChannelTransport.NIO
        ? new NioDatagrams(eventLoop)
        : new LinuxDatagrams(eventLoop, transport);
  }

  /**
   * Makes sure that nobody else listens at an address. Sockets that share it would otherwise let a
   * second process of the same user take half of the flows in silence. Any thread.
   *
   * @throws IOException the address is taken, not here, or not allowed
   */
  static void requireFree(InetSocketAddress local, ChannelTransport transport) throws IOException {
    if (transport == ChannelTransport.NIO) {
      NioDatagrams.requireFree(local);
    } else {
      LinuxDatagrams.requireFree(local);
    }
  }

  /** Room for what is received. */
  DatagramBatch newBatch();

  /**
   * A port that is bound to a local address.
   *
   * @throws IOException the address is taken, not here, or not allowed
   */
  DatagramPort listen(InetSocketAddress local, Sharing sharing, DatagramPort.Reader reader)
      throws IOException;

  /** A port to an endpoint, and from it alone; null if there is none, {@link #failure} says why. */
  @Nullable DatagramPort connect(InetSocketAddress endpoint, DatagramPort.Reader reader);

  /** Why {@link #connect} has answered null last. */
  Failure failure();

  /** Frees the memory. Every port is closed before. */
  @Override
  void close();
}
