package io.sluice.core.net.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The system calls of stream sockets and pipes. Each answers with the call's result, or with the
 * negative error number. One thread, as {@link SystemCalls}; memory is passed as there.
 */
@SuppressWarnings("restricted") // native access is what this package is for
final class StreamCalls {
  private static final MethodHandle ACCEPT4 =
      SystemCalls.linkReturning(JAVA_INT, "accept4", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle RECV =
      SystemCalls.linkReturning(JAVA_LONG, "recv", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SEND =
      SystemCalls.linkReturning(JAVA_LONG, "send", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SHUTDOWN =
      SystemCalls.linkReturning(JAVA_INT, "shutdown", JAVA_INT, JAVA_INT);
  private static final MethodHandle GETSOCKOPT =
      SystemCalls.linkReturning(
          JAVA_INT, "getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle GETSOCKNAME =
      SystemCalls.linkReturning(JAVA_INT, "getsockname", JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle PIPE2 =
      SystemCalls.linkReturning(JAVA_INT, "pipe2", JAVA_LONG, JAVA_INT);
  private static final MethodHandle SPLICE =
      SystemCalls.linkReturning(
          JAVA_LONG, "splice", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle READ =
      SystemCalls.linkReturning(JAVA_LONG, "read", JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle FCNTL =
      SystemCalls.linkVariadic("fcntl", 2, JAVA_INT, JAVA_INT, JAVA_INT);

  private static final MethodHandle IOCTL =
      SystemCalls.linkVariadic("ioctl", 2, JAVA_INT, JAVA_LONG, JAVA_LONG);

  private static final int SHUT_WR = 1;

  private final MemorySegment callState;

  StreamCalls(SystemCalls shared) {
    callState = shared.callState();
  }

  int accept4(int descriptor, long address, long length, int flags) {
    try {
      return resultOf((int) ACCEPT4.invokeExact(callState, descriptor, address, length, flags));
    } catch (Throwable e) {
      throw SystemCalls.notCalled("accept4", e);
    }
  }

  int recv(int descriptor, long to, long length, int flags) {
    try {
      return resultOf((int) (long) RECV.invokeExact(callState, descriptor, to, length, flags));
    } catch (Throwable e) {
      throw SystemCalls.notCalled("recv", e);
    }
  }

  int send(int descriptor, long from, long length, int flags) {
    try {
      return resultOf((int) (long) SEND.invokeExact(callState, descriptor, from, length, flags));
    } catch (Throwable e) {
      throw SystemCalls.notCalled("send", e);
    }
  }

  int shutdownOutput(int descriptor) {
    try {
      return resultOf((int) SHUTDOWN.invokeExact(callState, descriptor, SHUT_WR));
    } catch (Throwable e) {
      throw SystemCalls.notCalled("shutdown", e);
    }
  }

  int getsockopt(int descriptor, int level, int name, long value, long length) {
    try {
      return resultOf(
          (int) GETSOCKOPT.invokeExact(callState, descriptor, level, name, value, length));
    } catch (Throwable e) {
      throw SystemCalls.notCalled("getsockopt", e);
    }
  }

  int getsockname(int descriptor, long address, long length) {
    try {
      return resultOf((int) GETSOCKNAME.invokeExact(callState, descriptor, address, length));
    } catch (Throwable e) {
      throw SystemCalls.notCalled("getsockname", e);
    }
  }

  int pipe2(long descriptors, int flags) {
    try {
      return resultOf((int) PIPE2.invokeExact(callState, descriptors, flags));
    } catch (Throwable e) {
      throw SystemCalls.notCalled("pipe2", e);
    }
  }

  /** Both ends by their current place: no offsets, which sockets and pipes do not have. */
  int splice(int from, int to, long length, int flags) {
    try {
      return resultOf((int) (long) SPLICE.invokeExact(callState, from, 0L, to, 0L, length, flags));
    } catch (Throwable e) {
      throw SystemCalls.notCalled("splice", e);
    }
  }

  int read(int descriptor, long to, long length) {
    try {
      return resultOf((int) (long) READ.invokeExact(callState, descriptor, to, length));
    } catch (Throwable e) {
      throw SystemCalls.notCalled("read", e);
    }
  }

  int fcntl(int descriptor, int command, int argument) {
    try {
      return resultOf((int) FCNTL.invokeExact(callState, descriptor, command, argument));
    } catch (Throwable e) {
      throw SystemCalls.notCalled("fcntl", e);
    }
  }

  int ioctl(int descriptor, long request, long value) {
    try {
      return resultOf((int) IOCTL.invokeExact(callState, descriptor, request, value));
    } catch (Throwable e) {
      throw SystemCalls.notCalled("ioctl", e);
    }
  }

  private int resultOf(int returned) {
    return returned >= 0 ? returned : SystemCalls.failure(callState);
  }
}
