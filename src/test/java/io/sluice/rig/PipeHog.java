package io.sluice.rig;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A program that uses up what its user may have of pipes (fs.pipe-user-pages-soft): whoever else
 * runs as that user gets small ones then. Needs no other class.
 */
public final class PipeHog {
  /** By 16 pages each, the default of the kernel, more than its default limit. */
  private static final int PIPES = 1100;

  private PipeHog() {}

  /** Says when it has them all, and keeps them until it is killed. */
  @SuppressWarnings("SystemOut") // its caller reads it
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<Pipe> pipes = new ArrayList<>();
    while (pipes.size() < PIPES) {
      pipes.add(Pipe.open());
    }
    System.out.println("has " + pipes.size() + " pipes");
    new CountDownLatch(1).await();
  }
}
