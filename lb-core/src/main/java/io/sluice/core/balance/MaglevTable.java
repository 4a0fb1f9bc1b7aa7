package io.sluice.core.balance;

import java.nio.ByteBuffer;
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
   * Each endpoint has an order of its own in which it would like the slots. Endpoints take turns;
   * in its turn an endpoint takes the first slot of its order that is free.
   *
   * In the paper the order goes from an offset in steps of a skip, both from a hash of the name; as
   * the size is prime, that reaches every slot. But two such orders may run side by side, and then
   * an endpoint that leaves moves many slots of the others: of sets of three one in a thousand more
   * than 1.5 percent, the worst of 4000 some 5 percent. So steps are bent: the slot is a power of
   * the place plus a shift, the shift too from the hash. A power is one-to-one modulo a prime p
   * when its exponent has no divisor in common with p - 1.
   *
   * Turn k (from 0) of an endpoint of weight w comes at the time k / w, and at equal times in the
   * order of the names. So all take one slot first, and equal weights take turns as in the paper.
   * An endpoint has less than one slot more than its share; those slots together are less than one
   * an endpoint, and all endpoints bear them by their weights. And as times depend on nobody else,
   * a change of one endpoint leaves the turns of the others in their order, which is what keeps
   * their slots. The turns wait in a heap; times are compared crosswise, exactly.
   */
  private final int size;
  private final int[] weights;
  private final int exponent;
  private final int[] position;
  private final int[] skip;
  private final int[] shift;
  private final int[] turnsTaken;

  // A heap of indexes in the order of the names, the next to take a slot first.
  private final int[] heap;

  private MaglevTable(List<WeightedEndpoint> byName, int size) {
    this.size = size;
    this.weights = byName.stream().mapToInt(WeightedEndpoint::weight).toArray();
    this.exponent = exponentFor(size);
    this.position = new int[byName.size()];
    this.skip = new int[byName.size()];
    this.shift = new int[byName.size()];
    this.turnsTaken = new int[byName.size()];
    this.heap = new int[byName.size()];
    MessageDigest digest = sha256();
    for (int i = 0; i < heap.length; i++) {
      byte[] name = byName.get(i).endpoint().toString().getBytes(StandardCharsets.US_ASCII);
      ByteBuffer hash = ByteBuffer.wrap(digest.digest(name));
      position[i] = (int) Long.remainderUnsigned(hash.getLong(), size);
      skip[i] = (int) Long.remainderUnsigned(hash.getLong(), size - 1) + 1;
      shift[i] = (int) Long.remainderUnsigned(hash.getLong(), size);
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
      int slot = nextInOrderOf(index);
      while (slots[slot] >= 0) {
        slot = nextInOrderOf(index);
      }
      slots[slot] = index;
      turnsTaken[index]++;
      siftDown(index);
    }
    return slots;
  }

  private int nextInOrderOf(int index) {
    int place = position[index];
    int next = place + skip[index];
    position[index] = next >= size ? next - size : next;
    int slot = power(place) + shift[index];
    return slot >= size ? slot - size : slot;
  }

  /** The place to the power of the exponent, modulo the size. */
  private int power(int place) {
    long power = place;
    for (int i = 1; i < exponent; i++) {
      power = power * place % size;
    }
    return (int) power;
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

  /** The least exponent that bends and is one-to-one: odd, as a prime above 2 less 1 is even. */
  private static int exponentFor(int prime) {
    int exponent = 3;
    while (greatestCommonDivisor(exponent, prime - 1) != 1) {
      exponent += 2;
    }
    return exponent;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
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
