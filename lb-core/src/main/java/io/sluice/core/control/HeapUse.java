package io.sluice.core.control;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * What the heap still held after the latest garbage collection: unlike the bytes in use at some
 * moment, that says how much room there is. Told on a thread of the JVM's, read by any.
 */
final class HeapUse implements NotificationListener, AutoCloseable {
  private final Set<String> heapPools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toSet());

  // Written by the JVM's notification thread, read by the control thread.
  private volatile long usedAfterCollection;
  private volatile long lastCollectionNanos = System.nanoTime();

  private HeapUse() {}

  /** Begins to listen. */
  static HeapUse observe() {
    HeapUse use = new HeapUse();
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(use, null, null);
      }
    }
    return use;
  }

  @Override
  public void handleNotification(Notification notification, Object handback) {
    if (!GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION.equals(
        notification.getType())) {
      return;
    }
    Map<String, MemoryUsage> after =
        GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
            .getGcInfo()
            .getMemoryUsageAfterGc();
    long used = 0;
    for (Map.Entry<String, MemoryUsage> pool : after.entrySet()) {
      if (heapPools.contains(pool.getKey())) {
        used += pool.getValue().getUsed();
      }
    }
    usedAfterCollection = used;
    lastCollectionNanos = System.nanoTime();
  }

  /**
   * Bytes that the latest collection has left, or fewer: what is in use now, when a concurrent
   * collection has freed more since.
   */
  long used() {
    Runtime runtime = Runtime.getRuntime();
    return Math.min(usedAfterCollection, runtime.totalMemory() - runtime.freeMemory());
  }

  /** Bytes that the heap may have. */
  static long max() {
    return Runtime.getRuntime().maxMemory();
  }

  /** Time since the latest collection, or since the start. */
  long nanosSinceCollection() {
    return System.nanoTime() - lastCollectionNanos;
  }

  @Override
  public void close() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        try {
          emitter.removeNotificationListener(this);
        } catch (ListenerNotFoundException e) {
          throw new IllegalStateException("added by observe", e);
        }
      }
    }
  }
}
