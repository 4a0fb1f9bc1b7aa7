package io.sluice.core.balance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Maglev's look-up table: which endpoint has which slot. Depends on nothing but the endpoints'
 * addresses, ports and weights and on the size, so every instance builds the same.
 *
 * @see <a href="https://research.google/pubs/pub44824/">Eisenbud and others: Maglev: A Fast and
 *     Reliable Software Network Load Balancer, section 3.4</a>
 */
final class MaglevTable {
  /*
   * Each endpoint has an order of its own in which it would like the slots: from an offset, in
   * steps of a skip, both from a hash of its name; as the size is prime, that reaches every slot.
   * Endpoints take turns; in its turn an endpoint takes the first slot of its order that is free.
   *
   * Turn k (from 0) of an endpoint of weight w comes at the time k / w, and at equal times in the
   * order of the names. So all take one slot first, equal weights take turns as in the paper, and
   * what an endpoint has is off its share by less than a slot. And as times depend on nobody else,
   * a change of one endpoint leaves the turns of the others in their order, which is what keeps
   * their slots. The turns wait in a heap; times are compared crosswise, exactly.
   */
  private final int size;
  private final int[] weights;
  private final int[] position;
  private final int[] skip;
  private final int[] turnsTaken;

  // A heap of indexes in the order of the names, the next to take a slot first.
  private final int[] heap;

  private MaglevTable(List<WeightedEndpoint> byName, int size) {
    this.size = size;
    this.weights = byName.stream().mapToInt(WeightedEndpoint::weight).toArray();
    this.position = new int[byName.size()];
    this.skip = new int[byName.size()];
    this.turnsTaken = new int[byName.size()];
    this.heap = new int[byName.size()];
    MessageDigest digest = sha256();
    for (int i = 0; i < heap.length; i++) {
      byte[] name = byName.get(i).endpoint().toString().getBytes(StandardCharsets.US_ASCII);
      SipHash hash = SipHash.keyedBy(digest.digest(name));
      position[i] = (int) Long.remainderUnsigned(hash.key0(), size);
      skip[i] = (int) Long.remainderUnsigned(hash.key1(), size - 1) + 1;
      heap[i] = i; // all times are 0, so the order of the names is a heap
    }
  }

  /**
   * The endpoints at their slots.
   *
   * @param endpoints at least one, in any order
   * @param size a prime, best a hundred times the number of endpoints
   */
  static Ring of(List<WeightedEndpoint> endpoints, int size) {
    if (!isPrime(size)) {
      throw new IllegalArgumentException("table size " + size + " is not a prime");
    }
    List<WeightedEndpoint> byName =
        endpoints.stream()
            .sorted(Comparator.comparing(endpoint -> endpoint.endpoint().toString()))
            .toList();
    return new Ring(byName, new MaglevTable(byName, size).fill());
  }

  private int[] fill() {
    int[] slots = new int[size];
    Arrays.fill(slots, -1);
    for (int filled = 0; filled < size; filled++) {
      int index = heap[0];
      int slot = position[index];
      while (slots[slot] >= 0) {
        slot = after(slot, index);
      }
      slots[slot] = index;
      position[index] = after(slot, index);
      turnsTaken[index]++;
      siftDown(index);
    }
    return slots;
  }

  private int after(int slot, int index) {
    int next = slot + skip[index];
    return next >= size ? next - size : next;
  }

  /** Brings the index at the root, whose time has grown, to its place. */
  private void siftDown(int index) {
    int place = 0;
    for (int child = 1; child < heap.length; child = 2 * place + 1) {
      int sibling = child + 1;
      if (sibling < heap.length && isBefore(heap[sibling], heap[child])) {
        child = sibling;
      }
      if (isBefore(index, heap[child])) {
        break;
      }
      heap[place] = heap[child];
      place = child;
    }
    heap[place] = index;
  }

  private boolean isBefore(int a, int b) {
    long timeOfA = (long) turnsTaken[a] * weights[b];
    long timeOfB = (long) turnsTaken[b] * weights[a];
    return timeOfA == timeOfB ? a < b : timeOfA < timeOfB;
  }

  private static boolean isPrime(int number) {
    for (int divisor = 2; (long) divisor * divisor <= number; divisor++) {
      if (number % divisor == 0) {
        return false;
      }
    }
    return number > 1;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
