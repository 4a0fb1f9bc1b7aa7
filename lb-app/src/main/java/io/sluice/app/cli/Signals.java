package io.sluice.app.cli;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Signals of the operating system.
 *
 * <p>The JDK has one class for them, {@code sun.misc.Signal} in {@code jdk.unsupported}, and no
 * supported one. javac warns about every mention of it in a way that cannot be suppressed, so it is
 * reached by its name; a run time without it goes on without signals.
 */
final class Signals {
  private Signals() {}

  /**
   * Calls the action, on a thread of its own, whenever the process gets the signal.
   *
   * @param name without SIG, such as {@code HUP}
   * @return whether the signal can be handled here; when not, it keeps its usual effect
   */
  static boolean handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      MethodHandle run =
          lookup.findVirtual(Runnable.class, "run", MethodType.methodType(void.class));
      MethodHandle ignoreSignal = MethodHandles.dropArguments(run.bindTo(action), 0, signal);
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance(name),
              MethodHandleProxies.asInterfaceInstance(handler, ignoreSignal));
      return true;
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      return false;
    }
  }
}
