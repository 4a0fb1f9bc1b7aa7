package io.sluice.core.net.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The bytes that a TCP socket holds because its peer has not acknowledged them yet. */
public final class SendQueue {
  /** Answer where the kernel cannot be asked. */
  public static final int UNKNOWN = -1;

  /** SIOCOUTQ of linux/sockios.h, the same number on every architecture that we support. */
  private static final long SIOCOUTQ = 0x5411;

  private static final boolean IS_LINUX = System.getProperty("os.name").startsWith("Linux");

  private SendQueue() {}

  /**
   * Unacknowledged bytes of an open TCP socket; a FIN on its way counts as one. {@link #UNKNOWN}
   * when the kernel does not say. Does not block.
   *
   * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
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

  /** Linked on first use, so that other systems never look for the symbol. */
  @SuppressWarnings("restricted") // native access is what this package is for
  private static final class Native {
    private static final MethodHandle IOCTL =
        Linker.nativeLinker()
            .downcallHandle(
                Linker.nativeLinker().defaultLookup().findOrThrow("ioctl"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
                Linker.Option.firstVariadicArg(2));
  }
}
