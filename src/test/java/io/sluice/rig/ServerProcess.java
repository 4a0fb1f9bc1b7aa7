package io.sluice.rig;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that runs until it is told to stop; what it says goes to a file. */
public final class ServerProcess implements Closeable {
  private static final long PATIENCE_SECONDS = 20;

  private final Process process;
  private final Path log;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Runs a command in a namespace. */
  public static ServerProcess start(Namespace namespace, List<String> command, Path log)
      throws IOException {
    // Whoever runs the tests may ignore them (nohup, a shell's background), and that is inherited.
    List<String> heeding = new ArrayList<>(List.of("env", "--default-signal=HUP,INT,TERM"));
    heeding.addAll(command);
    Process process =
        namespace
            .command(heeding)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new ServerProcess(process, log);
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Everything it has said so far. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "unreadable: " + e.getMessage();
    }
  }

  /** Fails when it has ended by itself. */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new AssertionError("ended with " + process.exitValue() + ":\n" + log());
    }
  }

  /** Descriptors that it has open. */
  public long openDescriptors() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid() + "/fd"))) {
      return descriptors.count();
    }
  }

  /** Limits its open descriptors from now on; the limit can be raised again. */
  public void limitDescriptors(int count) {
    Output.ofSuccessful(
        List.of("prlimit", "--pid", Long.toString(pid()), "--nofile=" + count + ":"));
  }

  /** Limits its open descriptors so that it can open exactly so many more. */
  public void leaveDescriptors(int count) throws IOException {
    Set<Integer> taken = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid() + "/fd"))) {
      descriptors.forEach(each -> taken.add(Integer.valueOf(each.getFileName().toString())));
    }
    // The kernel gives the lowest free number, and the limit is one more than the highest number.
    int limit = 0;
    for (int free = 0; free <= count; limit++) {
      if (!taken.contains(limit) && ++free > count) {
        break;
      }
    }
    limitDescriptors(limit);
  }

  /** Processor time that it has used since its start. */
  public Duration processorTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** Bytes of memory that it has resident. */
  public long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new AssertionError("no VmRSS of " + pid());
  }

  /** What its open descriptors are, such as {@code pipe:[4711]}. */
  public List<String> descriptorTargets() throws IOException {
    List<String> targets = new ArrayList<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid() + "/fd"))) {
      for (Path descriptor : (Iterable<Path>) descriptors::iterator) {
        try {
          targets.add(Files.readSymbolicLink(descriptor).toString());
        } catch (NoSuchFileException e) {
          // Closed meanwhile.
        }
      }
    }
    return targets;
  }

  /** Sends a signal, such as {@code HUP}. */
  public void signal(String name) {
    Output.ofSuccessful(List.of("kill", "-" + name, Long.toString(pid())));
  }

  /** Waits for its end and answers the exit code. */
  public int awaitExit() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("still running:\n" + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
