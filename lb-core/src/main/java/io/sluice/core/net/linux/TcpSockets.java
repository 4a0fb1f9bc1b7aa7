package io.sluice.core.net.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * What the kernel knows of a TCP socket and neither the JDK nor Netty tells on every transport. No
 * call blocks; on systems other than Linux nothing is known.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
 */
public final class TcpSockets {
  /** Answer where the kernel cannot be asked. */
  public static final int UNKNOWN = -1;

  // linux/sockios.h, asm-generic/socket.h, linux/tcp.h, linux/in.h; the same on every architecture
  // that we support.
  private static final long SIOCOUTQ = 0x5411;
  private static final int SOL_SOCKET = 1;
  private static final int SO_ERROR = 4;
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_INFO = 11;
  private static final byte TCP_CLOSE = 7;

  /** Offset of tcpi_rtt in struct tcp_info, the smoothed round-trip time in microseconds. */
  private static final int ROUND_TRIP_OFFSET = 68;

  private static final boolean IS_LINUX = System.getProperty("os.name").startsWith("Linux");

  private TcpSockets() {}

  /**
   * Bytes that an open socket holds because its peer has not acknowledged them yet; a FIN on its
   * way counts as one. {@link #UNKNOWN} when the kernel does not say.
   */
  public static int unacknowledgedBytes(int descriptor) {
    if (!IS_LINUX) {
      return UNKNOWN;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(JAVA_INT);
      int result = (int) Native.IOCTL.invokeExact(descriptor, SIOCOUTQ, value);
      return result == 0 ? value.get(JAVA_INT, 0) : UNKNOWN;
    } catch (Throwable e) {
      throw new IllegalStateException("ioctl(SIOCOUTQ) could not be called", e);
    }
  }

  /** The error that an open socket holds, and holds no longer after this call; 0 for none. */
  public static int takeError(int descriptor) {
    if (!IS_LINUX) {
      return 0;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment error = arena.allocate(JAVA_INT);
      MemorySegment length = arena.allocateFrom(JAVA_INT, Integer.BYTES);
      int result =
          (int) Native.GETSOCKOPT.invokeExact(descriptor, SOL_SOCKET, SO_ERROR, error, length);
      return result == 0 ? error.get(JAVA_INT, 0) : 0;
    } catch (Throwable e) {
      throw new IllegalStateException("getsockopt(SO_ERROR) could not be called", e);
    }
  }

  /**
   * Whether the connection of an open socket is over for the kernel: reset by the peer, given up,
   * or ended by both sides.
   */
  public static boolean isOver(int descriptor) {
    if (!IS_LINUX) {
      return false;
    }
    try (Arena arena = Arena.ofConfined()) {
      // The state is the first byte of struct tcp_info; the kernel copies no more than it is asked.
      MemorySegment state = arena.allocate(JAVA_BYTE);
      MemorySegment length = arena.allocateFrom(JAVA_INT, 1);
      int result =
          (int) Native.GETSOCKOPT.invokeExact(descriptor, IPPROTO_TCP, TCP_INFO, state, length);
      return result == 0 && state.get(JAVA_BYTE, 0) == TCP_CLOSE;
    } catch (Throwable e) {
      throw new IllegalStateException("getsockopt(TCP_INFO) could not be called", e);
    }
  }

  /**
   * The kernel's smoothed round-trip time of an open, connected socket in microseconds; {@link
   * #UNKNOWN} when it has none. Counts what the peer adds by delaying its acknowledgements.
   */
  public static int roundTripMicros(int descriptor) {
    if (!IS_LINUX) {
      return UNKNOWN;
    }
    try (Arena arena = Arena.ofConfined()) {
      int size = ROUND_TRIP_OFFSET + Integer.BYTES;
      MemorySegment info = arena.allocate(size, Integer.BYTES);
      MemorySegment length = arena.allocateFrom(JAVA_INT, size);
      int result =
          (int) Native.GETSOCKOPT.invokeExact(descriptor, IPPROTO_TCP, TCP_INFO, info, length);
      boolean isKnown = result == 0 && length.get(JAVA_INT, 0) == size;
      return isKnown ? info.get(JAVA_INT, ROUND_TRIP_OFFSET) : UNKNOWN;
    } catch (Throwable e) {
      throw new IllegalStateException("getsockopt(TCP_INFO) could not be called", e);
    }
  }

  /** Gives a listening socket another length of its queue; what waits in it stays. */
  public static void listen(int descriptor, int backlog) {
    if (!IS_LINUX) {
      return;
    }
    try {
      int result = (int) Native.LISTEN.invokeExact(descriptor, backlog);
      assert result == 0 : "listening sockets may be told to listen";
    } catch (Throwable e) {
      throw new IllegalStateException("listen could not be called", e);
    }
  }

  /** Linked on first use, so that other systems never look for the symbols. */
  @SuppressWarnings("restricted") // native access is what this package is for
  private static final class Native {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle IOCTL =
        LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("ioctl"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle LISTEN =
        LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("listen"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle GETSOCKOPT =
        LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("getsockopt"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
  }
}
