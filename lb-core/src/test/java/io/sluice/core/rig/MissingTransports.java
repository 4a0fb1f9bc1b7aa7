package io.sluice.core.rig;

import io.sluice.config.model.Transport;
import io.sluice.core.net.TransportChoice;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports tests of a transport that this machine lacks as skipped, with the reason, and once in the
 * log. With {@code -DrequireTransports=true} they fail instead.
 */
public final class MissingTransports implements InvocationInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(MissingTransports.class);
  private static final Set<Transport> REPORTED = EnumSet.noneOf(Transport.class);

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> invoked,
      ExtensionContext context)
      throws Throwable {
    List<Object> arguments = invoked.getArguments();
    Transport transport =
        switch (arguments.getFirst()) {
          case Transport wanted -> wanted;
          case DataPath path -> path.transport();
          default -> null;
        };
    if (transport != null) {
      TransportChoice choice = TransportChoice.choose(transport);
      if (choice.isFallback()) {
        invocation.skip();
        report(transport, choice.reason());
      }
    }
    invocation.proceed();
  }

  private static void report(Transport transport, String reason) {
    String message = "transport " + transport.label() + " is NOT TESTED on this machine: " + reason;
    if (REPORTED.add(transport)) {
      LOG.warn(message);
    }
    if (Boolean.getBoolean("requireTransports")) {
      throw new AssertionError(message);
    }
    throw new TestAbortedException(message);
  }
}
