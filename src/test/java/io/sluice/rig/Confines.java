package io.sluice.rig;

import java.util.ArrayList;
import java.util.List;

/**
 * Limits within which a JVM runs.
 *
 * @param wrapper a command that runs the JVM in its place, such as {@code prlimit --nofile=256}
 * @param jvmOptions win over those before them
 */
public record Confines(List<String> wrapper, List<String> jvmOptions) {
  /** No other limits than everybody's. */
  public static final Confines NONE = new Confines(List.of(), List.of());

  /** At most that many open files. */
  public static Confines ofOpenFiles(int limit) {
    return new Confines(List.of("prlimit", "--nofile=" + limit), List.of());
  }

  /** Other options of the JVM. */
  public static Confines ofJvm(String... options) {
    return new Confines(List.of(), List.of(options));
  }

  /**
   * System calls fail, by strace(1), which is no parent and so not in the way.
   *
   * @param calls their names, with commas
   * @param fault as in strace's {@code inject}: {@code error=ENFILE:when=3+}; counted by thread
   */
  public static Confines injecting(String calls, String fault) {
    return new Confines(
        List.of(
            "strace",
            "-D",
            "-f",
            "-qq",
            "--seccomp-bpf",
            "-o",
            "/dev/null",
            "-e",
            "trace=" + calls,
            "-e",
            "inject=" + calls + ":" + fault),
        List.of());
  }

  /** The command of a JVM within them; options stand before the class. */
  List<String> around(List<String> java) {
    List<String> command = new ArrayList<>(wrapper);
    int options = java.indexOf("-cp");
    command.addAll(java.subList(0, options));
    command.addAll(jvmOptions);
    command.addAll(java.subList(options, java.size()));
    return command;
  }
}
