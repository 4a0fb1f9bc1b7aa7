package io.sluice.app.cli;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of its own that runs a command. */
final class SluiceProcess implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final Process process;
  private final Path out;
  private final Path err;

  private SluiceProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static SluiceProcess start(Path folder, String... arguments) throws IOException {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    // Whoever runs the tests may ignore them (nohup, a shell's background), and that is inherited.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=HUP,INT,TERM"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new SluiceProcess(process, out, err);
  }

  String out() {
    return text(out);
  }

  String err() {
    return text(err);
  }

  /** Waits until the log has the text. */
  void awaitLog(String text) {
    await().atMost(LONGEST_WAIT).until(() -> err().contains(text) || !process.isAlive());
    if (!err().contains(text)) {
      throw new AssertionError("ended with " + process.exitValue() + ": " + out() + err());
    }
  }

  /** Waits until the output has a match, and answers its first group. */
  String awaitOut(String regex) {
    Pattern pattern = Pattern.compile(regex);
    await().atMost(LONGEST_WAIT).until(() -> pattern.matcher(out()).find() || !process.isAlive());
    Matcher matcher = pattern.matcher(out());
    if (!matcher.find()) {
      throw new AssertionError("ended: " + out() + err());
    }
    return matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
        .inheritIO()
        .start()
        .waitFor();
  }

  int awaitExit() throws InterruptedException {
    if (!process.waitFor(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + out() + err());
    }
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
