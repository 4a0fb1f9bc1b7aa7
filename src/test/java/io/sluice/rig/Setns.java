package io.sluice.rig;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** Moves the calling platform thread, and no other, into a network namespace. */
final class Setns {
  private static final int O_RDONLY = 0;
  private static final int CLONE_NEWNET = 0x4000_0000;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle OPEN =
      link(
          "open",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle SETNS =
      link("setns", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle CLOSE =
      link("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private Setns() {}

  static void enter(Path namespace) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment path = arena.allocateFrom(namespace.toString());
      int descriptor = (int) OPEN.invokeExact(path, O_RDONLY);
      int result = descriptor < 0 ? -1 : (int) SETNS.invokeExact(descriptor, CLONE_NEWNET);
      int ignored = (int) CLOSE.invokeExact(descriptor);
      if (result != 0) {
        throw new IOException("cannot enter " + namespace + " close=" + ignored);
      }
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("setns could not be called", e);
    }
  }

  @SuppressWarnings("restricted") // a namespace is entered by a native call only
  private static MethodHandle link(String name, FunctionDescriptor type, Linker.Option... options) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, options);
  }
}
