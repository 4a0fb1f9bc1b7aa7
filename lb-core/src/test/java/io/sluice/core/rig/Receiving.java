package io.sluice.core.rig;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A stream on its way in; every byte is compared with the one that was sent. */
public final class Receiving {
  private final InputStream in;
  private final TaggedBytes expected;
  private final byte[] buffer = new byte[64 * 1024];
  private byte[] block = new byte[0];
  private long count;
  private @Nullable Ending ending;

  Receiving(InputStream in, TaggedBytes expected) {
    this.in = in;
    this.expected = expected;
  }

  /** Bytes received and found right so far. */
  public long count() {
    return count;
  }

  /** Receives exactly so many more bytes. */
  public Receiving next(long bytes) throws IOException {
    for (long end = count + bytes; count < end; ) {
      if (read((int) Math.min(buffer.length, end - count)) < 0) {
        throw new AssertionError(ending + " after " + count + " of " + expected);
      }
    }
    return this;
  }

  /** Receives everything that still belongs to the stream. */
  public Receiving all() throws IOException {
    return next(expected.length() - count);
  }

  /** Receives the rest in steps, that far apart in time. */
  public Receiving allSlowly(long step, Duration interval) throws IOException {
    Pace pace = new Pace(interval);
    while (count < expected.length()) {
      pace.awaitBeat();
      next(Math.min(step, expected.length() - count));
    }
    return this;
  }

  /** Receives as long as something comes, now and then with a pause. */
  public Ending untilEndingErratically(SplittableRandom random) throws IOException {
    Pace pace = new Pace(Duration.ofMillis(2));
    while (ending == null) {
      read(1 + random.nextInt(buffer.length));
      if (random.nextInt(8) == 0) {
        pace.awaitBeat();
      }
    }
    return untilEnding();
  }

  /** Receives until the other side ends; bytes beyond the stream's length are a failure. */
  public Ending untilEnding() throws IOException {
    Ending end = ending;
    while (end == null) {
      read(buffer.length);
      end = ending;
    }
    return end;
  }

  /** Receives all of the stream, then the other side's end and nothing in between. */
  public Ending allThenEnding() throws IOException {
    return all().untilEnding();
  }

  private int read(int most) throws IOException {
    int n;
    try {
      n = in.read(buffer, 0, most);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("nothing came after %d of %s".formatted(count, expected), e);
    } catch (SocketException e) {
      if (!"Connection reset".equals(e.getMessage())) {
        throw e;
      }
      ending = Ending.RESET;
      return -1;
    }
    if (n < 0) {
      ending = Ending.FIN;
    } else {
      compare(n);
    }
    return n;
  }

  private void compare(int n) {
    if (count + n > expected.length()) {
      throw new AssertionError(
          "%d bytes more than %s".formatted(count + n - expected.length(), expected));
    }
    for (int done = 0; done < n; ) {
      int offset = (int) (count % TaggedBytes.BLOCK);
      if (offset == 0) {
        block = expected.block(count);
      }
      int part = Math.min(n - done, TaggedBytes.BLOCK - offset);
      int wrong = Arrays.mismatch(buffer, done, done + part, block, offset, offset + part);
      if (wrong >= 0) {
        throw new AssertionError("wrong byte at %d of %s".formatted(count + wrong, expected));
      }
      done += part;
      count += part;
    }
  }
}
