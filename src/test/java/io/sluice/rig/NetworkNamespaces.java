package io.sluice.rig;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/** The namespaces of one test and what runs in them, closed together, last opened first. */
public final class NetworkNamespaces implements Closeable {
  /** Names are {@code sluice-PID-N-ROLE}; the id tells leftovers from what another run uses now. */
  private static final String PREFIX = "sluice-";

  private static final AtomicInteger RIGS = new AtomicInteger();

  private final String prefix;
  private final Deque<Closeable> opened = new ArrayDeque<>();
  private int links;

  /** An empty rig. Skips the test, and says so, when this user may not make namespaces. */
  public NetworkNamespaces() {
    if (!"0".equals(Output.ofSuccessful(List.of("id", "-u")).out().strip())) {
      String message = "NOT TESTED: network namespaces need root";
      System.err.println(message);
      Assumptions.abort(message);
    }
    removeLeftovers();
    prefix = PREFIX + ProcessHandle.current().pid() + "-" + RIGS.incrementAndGet() + "-";
  }

  /** A new namespace; the role is part of its name. */
  public Namespace create(String role) {
    return with(new Namespace(prefix + role));
  }

  /** Something that is closed with the rig. */
  public <T extends Closeable> T with(T resource) {
    opened.push(resource);
    return resource;
  }

  /**
   * Joins two namespaces by a link; addresses with prefix length, such as {@code 10.77.1.1/24}.
   * Answers the interface's name, the same at both ends.
   */
  public String connect(Namespace a, String addressOfA, Namespace b, String addressOfB) {
    String device = "link" + links++;
    Output.ofSuccessful(
        List.of(
            "ip", "link", "add", device, "netns", a.name(), "type", "veth", "peer", "name", device,
            "netns", b.name()));
    a.ip("addr", "add", addressOfA, "dev", device);
    b.ip("addr", "add", addressOfB, "dev", device);
    a.ip("link", "set", device, "up");
    b.ip("link", "set", device, "up");
    return device;
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** What a run that was killed has left behind. */
  private static void removeLeftovers() {
    for (String line : Output.ofSuccessful(List.of("ip", "netns", "list")).out().split("\n", -1)) {
      String name = line.split(" ", 2)[0];
      if (name.startsWith(PREFIX) && !isOwnerAlive(name)) {
        Output.of(List.of("ip", "netns", "del", name));
      }
    }
  }

  private static boolean isOwnerAlive(String name) {
    try {
      long id = Long.parseLong(name.substring(PREFIX.length()).split("-", 2)[0]);
      return ProcessHandle.of(id).isPresent();
    } catch (NumberFormatException e) {
      return true;
    }
  }
}
