package io.sluice.core.leak;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Fails a test class after which a leaked buffer is found. What a class still held when it ended is
 * found after a later one, or at the end of the run.
 */
public final class LeakGuard implements BeforeAllCallback, AfterAllCallback {
  private static final Duration COLLECTION_TIMEOUT = Duration.ofSeconds(10);

  /* Created by JUnit before it loads the first test class, so before Netty has any detector. */
  public LeakGuard() {
    RecordingLeakDetector.install();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // Closed at the end of the run, after everything else that tests share.
    AutoCloseable lastCheck = () -> check("the last test class");
    context
        .getRoot()
        .getStore(Namespace.create(LeakGuard.class))
        .getOrComputeIfAbsent(LeakGuard.class, key -> lastCheck, AutoCloseable.class);
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    Class<?> testClass = context.getRequiredTestClass();
    if (testClass.getEnclosingClass() == null) {
      check(testClass.getSimpleName());
    }
  }

  private static void check(String last) throws InterruptedException {
    // The second collection ends after the references that the first one found are queued.
    collect();
    collect();
    List<String> leaks = RecordingLeakDetector.takeLeaks();
    if (!leaks.isEmpty()) {
      throw new AssertionError(
          "%d leak(s) found after %s:%n%s"
              .formatted(leaks.size(), last, String.join(System.lineSeparator(), leaks)));
    }
  }

  private static void collect() throws InterruptedException {
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    WeakReference<Object> canary = new WeakReference<>(new Object(), queue);
    System.gc();
    try {
      if (queue.remove(COLLECTION_TIMEOUT.toMillis()) == null) {
        throw new AssertionError("no garbage collection within " + COLLECTION_TIMEOUT);
      }
    } finally {
      Reference.reachabilityFence(canary); // a reference that is lost itself is never queued
    }
  }
}
