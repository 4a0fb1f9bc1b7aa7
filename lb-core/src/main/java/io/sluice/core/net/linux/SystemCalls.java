package io.sluice.core.net.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * The system calls that sockets of every kind have in common, and those of UDP sockets. Each
 * answers with the call's result, or with the negative error number. One thread: what keeps errno
 * is used again by every call.
 */
@SuppressWarnings("restricted") // native access is what this package is for
final class SystemCalls {
  /*
   * Memory is passed by its address and not as a segment: the arrays are passed from their middle,
   * a slice would be an object a call, and a pointer and a 64 bit integer travel in the same
   * registers. Whoever calls keeps the memory alive.
   *
   * The JDK makes a slice of the call state for each call, 32 bytes, which the compiler removes
   * where it inlines all of the call. So the methods of this class and of StreamCalls are not
   * inlined themselves (options of the launcher and of the tests): deep in an event loop there
   * would be no inlining left for what they call.
   */
  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO =
      CALL_STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET = link("socket", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = link("bind", JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle CONNECT = link("connect", JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SETSOCKOPT =
      link("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle CLOSE = link("close", JAVA_INT);
  private static final MethodHandle RECVMSG =
      linkReturning(JAVA_LONG, "recvmsg", JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SENDTO =
      linkReturning(
          JAVA_LONG, "sendto", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle RECVMMSG =
      link("recvmmsg", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle SENDMMSG =
      link("sendmmsg", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);

  private static final MethodHandle MMAP =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("mmap"),
          FunctionDescriptor.of(
              ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
  private static final MethodHandle MUNMAP =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("munmap"),
          FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));

  private static final int PROT_READ_WRITE = 0x1 | 0x2;
  private static final int MAP_PRIVATE_ANONYMOUS = 0x02 | 0x20;
  private static final long MAP_FAILED = -1;

  private final MemorySegment callState;

  SystemCalls(Arena arena) {
    callState = arena.allocate(CALL_STATE);
  }

  int socket(int domain, int type, int protocol) {
    try {
      return resultOf((int) SOCKET.invokeExact(callState, domain, type, protocol));
    } catch (Throwable e) {
      throw notCalled("socket", e);
    }
  }

  int bind(int descriptor, long address, int length) {
    try {
      return resultOf((int) BIND.invokeExact(callState, descriptor, address, length));
    } catch (Throwable e) {
      throw notCalled("bind", e);
    }
  }

  int connect(int descriptor, long address, int length) {
    try {
      return resultOf((int) CONNECT.invokeExact(callState, descriptor, address, length));
    } catch (Throwable e) {
      throw notCalled("connect", e);
    }
  }

  int setsockopt(int descriptor, int level, int name, long value, int length) {
    try {
      return resultOf(
          (int) SETSOCKOPT.invokeExact(callState, descriptor, level, name, value, length));
    } catch (Throwable e) {
      throw notCalled("setsockopt", e);
    }
  }

  int close(int descriptor) {
    try {
      return resultOf((int) CLOSE.invokeExact(callState, descriptor));
    } catch (Throwable e) {
      throw notCalled("close", e);
    }
  }

  int recvmsg(int descriptor, long message, int flags) {
    try {
      return resultOf((int) (long) RECVMSG.invokeExact(callState, descriptor, message, flags));
    } catch (Throwable e) {
      throw notCalled("recvmsg", e);
    }
  }

  int sendto(int descriptor, long from, long length, int flags, long address, int addressLength) {
    try {
      return resultOf(
          (int)
              (long)
                  SENDTO.invokeExact(
                      callState, descriptor, from, length, flags, address, addressLength));
    } catch (Throwable e) {
      throw notCalled("sendto", e);
    }
  }

  int recvmmsg(int descriptor, long messages, int count, int flags) {
    try {
      return resultOf(
          (int) RECVMMSG.invokeExact(callState, descriptor, messages, count, flags, 0L));
    } catch (Throwable e) {
      throw notCalled("recvmmsg", e);
    }
  }

  int sendmmsg(int descriptor, long messages, int count, int flags) {
    try {
      return resultOf((int) SENDMMSG.invokeExact(callState, descriptor, messages, count, flags));
    } catch (Throwable e) {
      throw notCalled("sendmmsg", e);
    }
  }

  /** Zeroed memory that takes no page before it is touched; freed with the arena. */
  static MemorySegment map(long bytes, Arena arena) {
    try {
      MemorySegment mapped =
          (MemorySegment)
              MMAP.invokeExact(0L, bytes, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0L);
      if (mapped.address() == MAP_FAILED) {
        throw new OutOfMemoryError("no " + bytes + " bytes beside the heap");
      }
      return mapped.reinterpret(bytes, arena, SystemCalls::unmap);
    } catch (Throwable e) {
      throw notCalled("mmap", e);
    }
  }

  private static void unmap(MemorySegment mapped) {
    try {
      int result = (int) MUNMAP.invokeExact(mapped.address(), mapped.byteSize());
      assert result == 0 : "munmap of what mmap gave";
    } catch (Throwable e) {
      throw notCalled("munmap", e);
    }
  }

  /** Where every call of this thread leaves its errno. */
  MemorySegment callState() {
    return callState;
  }

  private int resultOf(int returned) {
    return returned >= 0 ? returned : -callState.get(JAVA_INT, ERRNO);
  }

  /** What a call that returned below 0 has left in its call state, negative. */
  static int failure(MemorySegment callState) {
    return -callState.get(JAVA_INT, ERRNO);
  }

  static RuntimeException notCalled(String name, @Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(name + " could not be called", cause);
  }

  private static MethodHandle link(String name, ValueLayout... parameters) {
    return linkReturning(JAVA_INT, name, parameters);
  }

  /** A call that captures errno as its first argument. */
  static MethodHandle linkReturning(ValueLayout result, String name, ValueLayout... parameters) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(result, parameters),
        Linker.Option.captureCallState("errno"));
  }

  /** One that answers with an int and takes anything from the argument with that number on. */
  static MethodHandle linkVariadic(String name, int firstVariadic, ValueLayout... parameters) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(JAVA_INT, parameters),
        Linker.Option.firstVariadicArg(firstVariadic),
        Linker.Option.captureCallState("errno"));
  }
}
