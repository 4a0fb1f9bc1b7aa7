package io.sluice.core.bounds;

import io.sluice.core.net.ClientAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A bounded table with an entry a client, shared by all event loops. A look-up takes no lock and
 * allocates nothing.
 */
public final class ClientTable<T> {
  /*
   * A hash table of buckets. A bucket is an array that is never changed once it can be seen: who
   * adds, replaces or removes an entry copies the bucket and exchanges it by compare-and-set, so of
   * two that add the same client one finds the other's entry. Entries themselves stay the same
   * objects; their numbers are changed in place.
   *
   * The bound is on the entries of the whole table: a place is taken before an entry is put into a
   * bucket and given back after it has left one. A full table makes room in the bucket at hand,
   * where the entry with the smallest number leaves; a bucket without entries takes the room from
   * the next that has some. The hash is keyed, so nobody outside can aim at a bucket and its length
   * stays near the average.
   *
   * Buckets lie in segments that are created when the first entry falls into them: a table that
   * nobody uses costs next to nothing, however many entries it may hold.
   */
  private static final int ENTRIES_PER_BUCKET = 4;
  private static final int BUCKETS_PER_SEGMENT = 64;

  private final ClientPrefix prefix;
  private final int maxEntries;
  private final WhenFull whenFull;
  private final Hash hash;
  private final int bucketMask;
  private final AtomicReferenceArray<@Nullable AtomicReferenceArray<ClientEntry<T> @Nullable []>>
      segments;
  private final ClientEntry<T>[] nothing = newBucket(0);
  private final Places places = new Places();

  /** A hash that nobody outside can foresee. */
  public interface Hash {
    /** The hash of three words; equal for equal words. */
    long of(long first, long second, long third);
  }

  /** What happens to a new client when the table has no more room. */
  public enum WhenFull {
    /** It replaces the client with the smallest number in its bucket. */
    EVICT,
    /** It is not remembered. */
    REFUSE
  }

  /**
   * A table without entries.
   *
   * @param prefix what makes a client
   * @param maxEntries 1 to 2^30
   */
  public ClientTable(ClientPrefix prefix, int maxEntries, WhenFull whenFull, Hash hash) {
    this.prefix = prefix;
    this.maxEntries = maxEntries;
    this.whenFull = whenFull;
    this.hash = hash;
    int buckets = ceilingPowerOfTwo(Math.ceilDiv(maxEntries, ENTRIES_PER_BUCKET));
    this.bucketMask = buckets - 1;
    this.segments = new AtomicReferenceArray<>(Math.ceilDiv(buckets, BUCKETS_PER_SEGMENT));
  }

  /** The client's entry, or null when it has none. */
  public @Nullable ClientEntry<T> find(ClientAddress client) {
    long high = prefix.high(client);
    long low = prefix.low(client);
    return find(bucketAt(indexOf(high, low)), high, low);
  }

  /**
   * Adds an entry for a client that has none; otherwise, as when another thread was faster, answers
   * the one that it has. Null when the table is full and refuses.
   */
  public @Nullable ClientEntry<T> add(ClientAddress client, T target, long number) {
    long high = prefix.high(client);
    long low = prefix.low(client);
    int index = indexOf(high, low);
    ClientEntry<T> added = new ClientEntry<>(high, low, target, number);
    while (true) {
      ClientEntry<T>[] bucket = bucketAt(index);
      ClientEntry<T> known = find(bucket, high, low);
      if (known != null) {
        return known;
      }
      if (places.tryAcquire(maxEntries)) {
        if (exchange(index, bucket, with(bucket, added))) {
          return added;
        }
        places.release();
      } else if (whenFull == WhenFull.REFUSE) {
        return null;
      } else if (bucket.length == 0) {
        evictAfter(index);
      } else if (exchange(index, bucket, replaced(bucket, smallest(bucket), added))) {
        return added;
      }
    }
  }

  /** Gives a client another entry for this one; false when this one is no longer in the table. */
  public boolean replace(ClientEntry<T> old, T target, long number) {
    int index = indexOf(old.high(), old.low());
    ClientEntry<T> other = new ClientEntry<>(old.high(), old.low(), target, number);
    while (true) {
      ClientEntry<T>[] bucket = bucketAt(index);
      int at = position(bucket, old);
      if (at < 0) {
        return false;
      }
      if (exchange(index, bucket, replaced(bucket, at, other))) {
        return true;
      }
    }
  }

  /** Removes this entry; false when it is no longer in the table. */
  public boolean remove(ClientEntry<T> old) {
    int index = indexOf(old.high(), old.low());
    while (true) {
      ClientEntry<T>[] bucket = bucketAt(index);
      int at = position(bucket, old);
      if (at < 0) {
        return false;
      }
      if (exchange(index, bucket, without(bucket, at))) {
        places.release();
        return true;
      }
    }
  }

  /** Removes every entry that is found to be one of those; not for an event loop. */
  public void removeIf(Predicate<ClientEntry<T>> isUnwanted) {
    for (int index = 0; index <= bucketMask; index++) {
      if (segments.get(index / BUCKETS_PER_SEGMENT) == null) {
        index += BUCKETS_PER_SEGMENT - 1;
        continue;
      }
      for (ClientEntry<T> entry : bucketAt(index)) {
        if (isUnwanted.test(entry)) {
          remove(entry);
        }
      }
    }
  }

  /** Number of entries; never above the bound. */
  public int size() {
    return places.taken();
  }

  /** Makes room in the first bucket behind that one which has an entry. */
  private void evictAfter(int index) {
    for (int step = 1; step <= bucketMask; step++) {
      ClientEntry<T>[] bucket = bucketAt((index + step) & bucketMask);
      if (bucket.length > 0) {
        remove(bucket[smallest(bucket)]);
        return;
      }
    }
  }

  private int indexOf(long high, long low) {
    return (int) hash.of(high, low, 0) & bucketMask;
  }

  private ClientEntry<T>[] bucketAt(int index) {
    AtomicReferenceArray<ClientEntry<T> @Nullable []> segment =
        segments.get(index / BUCKETS_PER_SEGMENT);
    ClientEntry<T>[] bucket = segment == null ? null : segment.get(index % BUCKETS_PER_SEGMENT);
    return bucket == null ? nothing : bucket;
  }

  @SuppressWarnings("ReferenceEquality") // one array stands for every bucket that was never written
  private boolean exchange(int index, ClientEntry<T>[] seen, ClientEntry<T>[] next) {
    // What was never written reads as null, what was emptied is an array of its own.
    return segmentAt(index / BUCKETS_PER_SEGMENT)
        .compareAndSet(index % BUCKETS_PER_SEGMENT, seen == nothing ? null : seen, next);
  }

  private AtomicReferenceArray<ClientEntry<T> @Nullable []> segmentAt(int index) {
    AtomicReferenceArray<ClientEntry<T> @Nullable []> segment = segments.get(index);
    if (segment == null) {
      AtomicReferenceArray<ClientEntry<T> @Nullable []> created =
          new AtomicReferenceArray<>(BUCKETS_PER_SEGMENT);
      segment = segments.compareAndExchange(index, null, created);
      return segment == null ? created : segment;
    }
    return segment;
  }

  private static <T> @Nullable ClientEntry<T> find(ClientEntry<T>[] bucket, long high, long low) {
    for (ClientEntry<T> entry : bucket) {
      if (entry.isOf(high, low)) {
        return entry;
      }
    }
    return null;
  }

  private static <T> int position(ClientEntry<T>[] bucket, ClientEntry<T> wanted) {
    for (int i = 0; i < bucket.length; i++) {
      if (bucket[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** Numbers may be times, which are compared by their difference. */
  private static <T> int smallest(ClientEntry<T>[] bucket) {
    int smallest = 0;
    for (int i = 1; i < bucket.length; i++) {
      if (bucket[i].getOpaque() - bucket[smallest].getOpaque() < 0) {
        smallest = i;
      }
    }
    return smallest;
  }

  private static <T> ClientEntry<T>[] with(ClientEntry<T>[] bucket, ClientEntry<T> added) {
    ClientEntry<T>[] next = Arrays.copyOf(bucket, bucket.length + 1);
    next[bucket.length] = added;
    return next;
  }

  private static <T> ClientEntry<T>[] replaced(
      ClientEntry<T>[] bucket, int at, ClientEntry<T> other) {
    ClientEntry<T>[] next = bucket.clone();
    next[at] = other;
    return next;
  }

  private static <T> ClientEntry<T>[] without(ClientEntry<T>[] bucket, int at) {
    ClientEntry<T>[] next = newBucket(bucket.length - 1);
    System.arraycopy(bucket, 0, next, 0, at);
    System.arraycopy(bucket, at + 1, next, at, next.length - at);
    return next;
  }

  // An array of a generic type cannot be created; these hold nothing but such entries.
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <T> ClientEntry<T>[] newBucket(int length) {
    return new ClientEntry[length];
  }

  private static int ceilingPowerOfTwo(int number) {
    return number <= 1 ? 1 : Integer.highestOneBit(number - 1) << 1;
  }
}
