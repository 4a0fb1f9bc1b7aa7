package io.sluice.core.rig;

import static org.awaitility.Awaitility.await;

import io.sluice.config.model.UnixPath;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * One end of a TCP connection, a client's or an endpoint's, that does exactly what it is told:
 * nothing is read, sent or ended by itself. Blocking; reads give up after {@link #PATIENCE}.
 */
public final class Peer implements Closeable {
  /** No wait of a test is longer than this. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final TaggedBytes NOTHING = new TaggedBytes(0, 0);

  private final SocketChannel channel;
  private final InputStream in;

  /** A connected channel in blocking mode; closed with the peer. */
  public Peer(SocketChannel channel) throws IOException {
    this.channel = channel;
    if (channel.getLocalAddress() instanceof UnixDomainSocketAddress) {
      // The JDK has no time limit for these; the one of the test has to do.
      in = Channels.newInputStream(channel);
    } else {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.socket().setSoTimeout((int) PATIENCE.toMillis());
      in = channel.socket().getInputStream();
    }
  }

  /** A client connected to a unix socket. */
  public static Peer connectedTo(UnixPath path) throws IOException {
    return new Peer(SocketChannel.open(UnixDomainSocketAddress.of(path.path())));
  }

  /** A client connected to an address. */
  public static Peer connectedTo(InetSocketAddress address) throws IOException {
    return connect(SocketChannel.open(), address);
  }

  /** A client whose kernel takes only about that many bytes while the client does not read. */
  public static Peer connectedTo(InetSocketAddress address, int receiveBuffer) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
    return connect(channel, address);
  }

  /** A client with a loopback address of its own. */
  public static Peer connectedFrom(InetAddress source, InetSocketAddress address)
      throws IOException {
    return connect(SocketChannel.open().bind(new InetSocketAddress(source, 0)), address);
  }

  private static Peer connect(SocketChannel channel, InetSocketAddress address) throws IOException {
    try {
      channel.socket().connect(address, (int) PATIENCE.toMillis());
      return new Peer(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Sends everything, blocking while the other side does not take it. */
  public void send(TaggedBytes bytes) throws IOException {
    send(bytes, count -> {});
  }

  /** Sends exactly these bytes. */
  public void send(byte[] bytes) throws IOException {
    for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
      channel.write(left);
    }
  }

  /** Sends a byte beside the stream, which marks the place in it (tcp(7), urgent data). */
  public void sendUrgent() throws IOException {
    channel.socket().sendUrgentData(0x55);
  }

  /** Sends all of a stream in pieces of any size, from a byte to a megabyte. */
  public void sendErratically(TaggedBytes bytes, SplittableRandom random) throws IOException {
    for (long position = 0; position < bytes.length(); ) {
      int piece = 1 + random.nextInt(1 << random.nextInt(21));
      long end = Math.min(bytes.length(), position + piece);
      while (position < end) {
        int offset = (int) (position % TaggedBytes.BLOCK);
        int size = (int) Math.min(TaggedBytes.BLOCK - offset, end - position);
        ByteBuffer part = ByteBuffer.wrap(bytes.block(position - offset), offset, size);
        while (part.hasRemaining()) {
          channel.write(part);
        }
        position += size;
      }
    }
  }

  /** Receives exactly so many bytes, whatever they are. */
  public byte[] receive(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new AssertionError("ended after %d of %d bytes".formatted(bytes.length, count));
    }
    return bytes;
  }

  /** Sends byte by byte, that far apart in time. */
  public void sendSlowly(TaggedBytes bytes, Duration interval) throws IOException {
    sendSlowly(Arrays.copyOf(bytes.block(0), (int) bytes.length()), interval);
  }

  /** Sends byte by byte, that far apart in time. */
  public void sendSlowly(byte[] bytes, Duration interval) throws IOException {
    Pace pace = new Pace(interval);
    for (int position = 0; position < bytes.length; position++) {
      pace.awaitBeat();
      channel.write(ByteBuffer.wrap(bytes, position, 1));
    }
  }

  /**
   * Sends until the kernel takes no more, or so many bytes are sent; answers the stream that was.
   */
  public TaggedBytes sendUntilFull(long most) throws IOException {
    TaggedBytes bytes = TaggedBytes.ofLength(most);
    AtomicLong sent = new AtomicLong();
    channel.configureBlocking(false);
    await().atMost(PATIENCE).until(() -> !isMoreTaken(bytes, sent));
    channel.configureBlocking(true);
    return new TaggedBytes(bytes.tag(), sent.get());
  }

  private boolean isMoreTaken(TaggedBytes bytes, AtomicLong sent) throws IOException {
    long before = sent.get();
    while (sent.get() < bytes.length()) {
      long position = sent.get();
      int offset = (int) (position % TaggedBytes.BLOCK);
      int size = (int) Math.min(TaggedBytes.BLOCK - offset, bytes.length() - position);
      int n = channel.write(ByteBuffer.wrap(bytes.block(position - offset), offset, size));
      if (n == 0) {
        break;
      }
      sent.addAndGet(n);
    }
    return sent.get() > before;
  }

  void send(TaggedBytes bytes, LongConsumer progress) throws IOException {
    for (long position = 0; position < bytes.length(); position += TaggedBytes.BLOCK) {
      int size = (int) Math.min(TaggedBytes.BLOCK, bytes.length() - position);
      ByteBuffer block = ByteBuffer.wrap(bytes.block(position), 0, size);
      while (block.hasRemaining()) {
        channel.write(block);
        progress.accept(position + block.position());
      }
    }
  }

  /** Sends in the background. */
  public Sending startSending(TaggedBytes bytes) {
    Sending sending = new Sending(this, bytes);
    sending.start();
    return sending;
  }

  /** Sends a stream of that length and answers it. */
  public TaggedBytes send(long length) throws IOException {
    TaggedBytes bytes = TaggedBytes.ofLength(length);
    send(bytes);
    return bytes;
  }

  /** Begins to receive a stream. */
  public Receiving receiving(TaggedBytes expected) throws IOException {
    return new Receiving(in, expected);
  }

  /** Receives all of a stream. */
  public void receive(TaggedBytes expected) throws IOException {
    receiving(expected).all();
  }

  /** Waits for the other side's end; a byte before it is a failure. */
  public Ending ending() throws IOException {
    return receiving(NOTHING).untilEnding();
  }

  /** Sends a stream through to the other peer and back again: the connection is whole. */
  public void pingPong(Peer other) throws IOException {
    other.receive(send(100));
    receive(other.send(100));
  }

  /** Ends sending in order; receiving goes on. */
  public void sendFin() throws IOException {
    channel.shutdownOutput();
  }

  /** Aborts: the other side's kernel gets an RST, what it has not acknowledged is discarded. */
  public void reset() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.close();
  }

  /** Ends sending in order or aborts. */
  public void end(Ending ending) throws IOException {
    switch (ending) {
      case FIN -> sendFin();
      case RESET -> reset();
    }
  }

  /** The socket, for a protocol on top of it. */
  Socket socket() {
    return channel.socket();
  }

  /** The address at this end. */
  public InetSocketAddress localAddress() {
    return (InetSocketAddress) channel.socket().getLocalSocketAddress();
  }

  /** The port at this end. */
  public int localPort() {
    return channel.socket().getLocalPort();
  }

  /** Closes both directions at once; the kernel sends a FIN, or an RST if input was not read. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
