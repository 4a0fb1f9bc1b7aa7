package io.sluice.core.leak;

import static java.util.stream.Collectors.joining;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import io.netty.util.ResourceLeakTracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A leak detector that keeps what it finds for a test to see, where Netty's own only logs it. */
final class RecordingLeakDetector<T> extends ResourceLeakDetector<T> {
  private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();
  private static final List<RecordingLeakDetector<?>> DETECTORS = new CopyOnWriteArrayList<>();

  private RecordingLeakDetector(Class<T> resource, int samplingInterval) {
    super(resource, samplingInterval);
    DETECTORS.add(this);
  }

  /** Makes every detector that Netty creates from now on one of these. */
  static void install() {
    ResourceLeakDetector.setLevel(Level.PARANOID);
    ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(
        new ResourceLeakDetectorFactory() {
          @Override
          @SuppressWarnings("deprecation") // abstract in the superclass, hence not to be avoided
          public <R> ResourceLeakDetector<R> newResourceLeakDetector(
              Class<R> resource, int samplingInterval, long maxActive) {
            return new RecordingLeakDetector<>(resource, samplingInterval);
          }
        });
  }

  /** Takes the leaks that are known by now; each is answered once. */
  static List<String> takeLeaks() {
    DETECTORS.forEach(RecordingLeakDetector::readCollected);
    List<String> leaks = new ArrayList<>();
    for (String leak = LEAKS.poll(); leak != null; leak = LEAKS.poll()) {
      leaks.add(leak);
    }
    return leaks;
  }

  /* A detector looks at what the collector has found only when it is given something to track. */
  @SuppressWarnings("unchecked") // only the identity of the tracked object is used
  private void readCollected() {
    T probe = (T) new Object();
    ResourceLeakTracker<T> tracker = trackForcibly(probe);
    if (tracker != null) {
      tracker.close(probe);
    }
  }

  @Override
  protected boolean needReport() {
    return true;
  }

  @Override
  protected void reportTracedLeak(String resourceType, String records) {
    LEAKS.add(
        resourceType + records.lines().filter(line -> !isTestRunner(line)).collect(joining("\n")));
  }

  @Override
  protected void reportUntracedLeak(String resourceType) {
    LEAKS.add(resourceType + " (without a trace of its use)");
  }

  private static boolean isTestRunner(String line) {
    return line.contains("\torg.junit.")
        || line.contains("\torg.apache.maven.")
        || line.contains("\tjava.base/java.lang.reflect.")
        || line.contains("\tjava.base/jdk.internal.reflect.");
  }
}
