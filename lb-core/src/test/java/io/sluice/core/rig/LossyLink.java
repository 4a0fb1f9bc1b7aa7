package io.sluice.core.rig;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A way for datagrams that loses, repeats, corrupts and delays one in ten each, and remembers what
 * has come out. One thread.
 */
public final class LossyLink {
  private static final int ONE_IN = 10;

  private final Random random;
  private final Exit exit;
  private List<ByteBuffer> delivered = new ArrayList<>();
  private int deliveries;
  private byte @Nullable [] delayed;

  /** Where the link leads. */
  public interface Exit {
    /** Takes what has made it. */
    void send(byte[] payload) throws IOException;
  }

  /** A link to there; the same random numbers do the same. */
  public LossyLink(Random random, Exit exit) {
    this.random = random;
    this.exit = exit;
  }

  /** Puts a datagram onto the link. */
  public void send(byte[] payload) throws IOException {
    if (isHit()) {
      return;
    }
    byte[] carried = payload.clone();
    if (isHit() && carried.length > 0) {
      carried[random.nextInt(carried.length)] ^= (byte) (1 << random.nextInt(8));
    }
    if (delayed == null && isHit()) {
      delayed = carried;
      return;
    }
    deliver(carried);
    if (isHit()) {
      deliver(carried);
    }
    flush();
  }

  /** Lets a datagram go that was delayed behind the one that did not come. */
  public void flush() throws IOException {
    byte[] late = delayed;
    if (late != null) {
      delayed = null;
      deliver(late);
    }
  }

  /** What has come out since this was asked last, in this order. */
  public List<ByteBuffer> takeDelivered() {
    List<ByteBuffer> taken = delivered;
    delivered = new ArrayList<>();
    return taken;
  }

  /** How many have come out so far. */
  public int deliveries() {
    return deliveries;
  }

  private void deliver(byte[] payload) throws IOException {
    deliveries++;
    delivered.add(ByteBuffer.wrap(payload));
    exit.send(payload);
  }

  private boolean isHit() {
    return random.nextInt(ONE_IN) == 0;
  }
}
