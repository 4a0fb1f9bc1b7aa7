package io.sluice.rig;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a finished command has said. */
public record Output(List<String> command, int exit, String out, String err) {
  private static final long PATIENCE_SECONDS = 120;

  /** Runs a command to its end. */
  public static Output of(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).start();
      process.getOutputStream().close();
      CompletableFuture<String> out = text(process.getInputStream());
      CompletableFuture<String> err = text(process.getErrorStream());
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running after " + PATIENCE_SECONDS + " s: " + command);
      }
      return new Output(command, process.exitValue(), out.join(), err.join());
    } catch (IOException e) {
      throw new AssertionError("cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while running " + command, e);
    }
  }

  /** The same, which must succeed. */
  public static Output ofSuccessful(List<String> command) {
    return of(command).requireSuccess();
  }

  /** This output of a command that must have succeeded. */
  public Output requireSuccess() {
    if (exit != 0) {
      throw new AssertionError(command + " ended with " + exit + "\n" + out + err);
    }
    return this;
  }

  /** Whether the command succeeded. */
  public boolean isSuccess() {
    return exit == 0;
  }

  private static CompletableFuture<String> text(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            return "unreadable: " + e.getMessage();
          }
        },
        command -> Thread.ofVirtual().start(command));
  }
}
