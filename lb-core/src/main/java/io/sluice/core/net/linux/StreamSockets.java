package io.sluice.core.net.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Stream sockets by their descriptors, TCP and unix ones, and what the calls of one event loop
 * share. No socket blocks, and no call allocates on the heap unless it says so. Created, used and
 * closed on that event loop.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
 * @see <a href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</a>
 */
public final class StreamSockets implements AutoCloseable {
  private static final int FLAGS = SocketOptions.SOCK_NONBLOCK | SocketOptions.SOCK_CLOEXEC;

  /** struct sockaddr_storage: room for any address. */
  private static final int ADDRESS_BYTES = 128;

  /** struct linger: on, for no time at all. */
  private static final long LINGER_BYTES = 2 * Integer.BYTES;

  private static final int SUN_PATH = 2;

  private final Arena arena = Arena.ofConfined();
  private final SystemCalls calls = new SystemCalls(arena);
  private final StreamCalls streams = new StreamCalls(calls);
  private final MemorySegment address = arena.allocate(ADDRESS_BYTES, Long.BYTES);
  private final MemorySegment length = arena.allocate(JAVA_INT);
  private final MemorySegment value = arena.allocate(JAVA_INT);
  private final MemorySegment abort = arena.allocate(LINGER_BYTES, Integer.BYTES);

  /** Nothing open. */
  public StreamSockets() {
    abort.set(JAVA_INT, 0, 1);
  }

  /**
   * Takes one connection from a listening socket's queue; who it is, {@link #isUnix}, {@link
   * #high}, {@link #low} and {@link #port} say until the next call. The descriptor, or the negative
   * {@link Errno}.
   */
  public int accept(int listening) {
    length.set(JAVA_INT, 0, ADDRESS_BYTES);
    return streams.accept4(listening, address.address(), length.address(), FLAGS);
  }

  /** Asks for a socket's own address, which is read like that of an accepted client. */
  public int readLocalAddress(int descriptor) {
    length.set(JAVA_INT, 0, ADDRESS_BYTES);
    return streams.getsockname(descriptor, address.address(), length.address());
  }

  /** Whether the address read last is that of a unix socket. */
  public boolean isUnix() {
    return address.get(JAVA_SHORT, 0) == SocketOptions.AF_UNIX;
  }

  /** First half of the address read last; an IPv4 address is IPv4-mapped. */
  public long high() {
    return SocketAddresses.high(address, 0);
  }

  /** Second half of the address read last. */
  public long low() {
    return SocketAddresses.low(address, 0);
  }

  /** Port of the address read last, 0 to 65535. */
  public int port() {
    return SocketAddresses.port(address, 0);
  }

  /** A TCP socket of the address's family. The descriptor, or the negative {@link Errno}. */
  public int openTcp(InetSocketAddress forAddress) {
    boolean isIpv6 = forAddress.getAddress() instanceof Inet6Address;
    int family = isIpv6 ? SocketOptions.AF_INET6 : SocketOptions.AF_INET;
    return calls.socket(family, SocketOptions.SOCK_STREAM | FLAGS, 0);
  }

  /** A unix stream socket. The descriptor, or the negative {@link Errno}. */
  public int openUnix() {
    return calls.socket(SocketOptions.AF_UNIX, SocketOptions.SOCK_STREAM | FLAGS, 0);
  }

  /** Begins to connect; 0 when that is done at once, else the negative {@link Errno}. */
  public int connect(int descriptor, InetSocketAddress to) {
    return calls.connect(descriptor, address.address(), SocketAddresses.write(address, to));
  }

  /** Connects to a unix socket, which never takes time; 0, or the negative {@link Errno}. */
  public int connectUnix(int descriptor, String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= ADDRESS_BYTES - SUN_PATH) {
      return -Errno.EINVAL;
    }
    address.set(JAVA_SHORT, 0, (short) SocketOptions.AF_UNIX);
    MemorySegment.copy(bytes, 0, address, JAVA_BYTE, SUN_PATH, bytes.length);
    address.set(JAVA_BYTE, SUN_PATH + bytes.length, (byte) 0);
    return calls.connect(descriptor, address.address(), SUN_PATH + bytes.length + 1);
  }

  /** Binds a socket that is to be connected; 0, or the negative {@link Errno}. */
  public int bind(int descriptor, InetSocketAddress from) {
    return calls.bind(descriptor, address.address(), SocketAddresses.write(address, from));
  }

  /** Small writes go out at once, not when an earlier one is acknowledged. */
  public void sendAtOnce(int descriptor) {
    // Unix sockets have no such option, and need none.
    int ignored = set(descriptor, SocketOptions.SOL_TCP, SocketOptions.TCP_NODELAY, 1);
  }

  /** Sets an option that is a number; 0, or the negative {@link Errno}. */
  public int set(int descriptor, int level, int name, int to) {
    value.set(JAVA_INT, 0, to);
    return calls.setsockopt(descriptor, level, name, value.address(), Integer.BYTES);
  }

  /** Sets an option that is a text, or with empty text none; 0, or the negative {@link Errno}. */
  public int set(int descriptor, int level, int name, String to) {
    byte[] bytes = to.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= ADDRESS_BYTES) {
      return -Errno.EINVAL;
    }
    MemorySegment.copy(bytes, 0, address, JAVA_BYTE, 0, bytes.length);
    address.set(JAVA_BYTE, bytes.length, (byte) 0);
    return calls.setsockopt(descriptor, level, name, address.address(), bytes.length + 1);
  }

  /** The error that a socket holds, and holds no longer after this call; 0 for none. */
  public int takeError(int descriptor) {
    length.set(JAVA_INT, 0, Integer.BYTES);
    int result =
        streams.getsockopt(
            descriptor,
            SocketOptions.SOL_SOCKET,
            SocketOptions.SO_ERROR,
            value.address(),
            length.address());
    return result == 0 ? value.get(JAVA_INT, 0) : -result;
  }

  /** Receives into memory; bytes, 0 at the end of the stream, or the negative {@link Errno}. */
  public int receive(int descriptor, long to, int most) {
    return streams.recv(descriptor, to, most, SocketOptions.MSG_DONTWAIT);
  }

  /** Whether reading has come to urgent data, before which splice(2) stops for good. */
  public boolean isAtMark(int descriptor) {
    int result = streams.ioctl(descriptor, SocketOptions.SIOCATMARK, value.address());
    return result == 0 && value.get(JAVA_INT, 0) != 0;
  }

  /** Sends from memory; bytes that were taken, or the negative {@link Errno}. */
  public int send(int descriptor, long from, int count) {
    return streams.send(
        descriptor, from, count, SocketOptions.MSG_DONTWAIT | SocketOptions.MSG_NOSIGNAL);
  }

  /** Sends a FIN behind everything sent so far; 0, or the negative {@link Errno}. */
  public int endOutput(int descriptor) {
    return streams.shutdownOutput(descriptor);
  }

  /** From now on closing the socket resets the connection. */
  public void abortWhenClosed(int descriptor) {
    // Fails when the kernel has given the connection up: then there is nobody left to reset.
    int ignored =
        calls.setsockopt(
            descriptor,
            SocketOptions.SOL_SOCKET,
            SocketOptions.SO_LINGER,
            abort.address(),
            (int) LINGER_BYTES);
  }

  /** Closes a descriptor that nobody else has taken charge of. */
  public void close(int descriptor) {
    int result = calls.close(descriptor);
    assert result == 0 : "close of an open descriptor: " + result;
  }

  /** Frees the memory; no socket is closed by it. */
  @Override
  public void close() {
    arena.close();
  }

  /** Memory of this event loop, freed with the sockets; takes no page before it is touched. */
  public MappedMemory map(long bytes) {
    return new MappedMemory(SystemCalls.map(bytes, arena));
  }

  Arena arena() {
    return arena;
  }

  StreamCalls calls() {
    return streams;
  }
}
