package io.sluice.rig;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A network namespace: its own addresses, routes, packet filter and ports. */
public final class Namespace implements Closeable {
  private final String name;
  private final ExecutorService thread;

  /** Creates it, with a loopback interface that is up. */
  Namespace(String name) {
    this.name = name;
    Output.ofSuccessful(List.of("ip", "netns", "add", name));
    this.thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).daemon().factory());
    ip("link", "set", "lo", "up");
    inside(
        () -> {
          Setns.enter(Path.of("/run/netns", name));
          return name;
        });
  }

  /** Its name, unique on the machine. */
  public String name() {
    return name;
  }

  /** Runs {@code ip} on it. */
  public void ip(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ip", "-n", name));
    command.addAll(List.of(arguments));
    Output.ofSuccessful(command);
  }

  /** Makes every address of a prefix its own: all can be bound and connected to. */
  public void own(String prefix) {
    ip("route", "add", "local", prefix, "dev", "lo");
  }

  /** Runs a command in it, to the end. */
  public Output run(String... command) {
    return Output.of(inNamespace(List.of(command)));
  }

  /** Starts a command in it; the process is the command's own. */
  public ProcessBuilder command(List<String> command) {
    return new ProcessBuilder(inNamespace(command));
  }

  /**
   * Runs code on this namespace's thread: sockets that it opens belong to the namespace, and may be
   * used from any thread afterwards.
   */
  public <T> T inside(Callable<T> code) {
    try {
      return thread.submit(code).get();
    } catch (ExecutionException e) {
      throw new AssertionError("failed in namespace " + name, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /**
   * Adds a rule for what comes in.
   *
   * @param rule nftables text such as {@code tcp dport 80 drop}
   */
  public void filterInput(String rule) {
    filter("input", rule);
  }

  /** Adds a rule for what goes out. */
  public void filterOutput(String rule) {
    filter("output", rule);
  }

  private void filter(String hook, String rule) {
    String text =
        """
        table inet fault {
          chain %s {
            type filter hook %s priority 0
            %s
          }
        }
        """
            .formatted(hook, hook, rule);
    run("nft", text).requireSuccess();
  }

  /** Removes all rules. */
  public void clearFilters() {
    run("nft", "flush", "ruleset").requireSuccess();
  }

  /** Limits what an interface sends, such as {@code 8mbit}. */
  public void slowDown(String device, String rate) {
    run(
            "tc", "qdisc", "add", "dev", device, "root", "tbf", "rate", rate, "burst", "16kb",
            "latency", "100ms")
        .requireSuccess();
  }

  @Override
  public void close() throws IOException {
    thread.shutdownNow();
    Output.ofSuccessful(List.of("ip", "netns", "del", name));
  }

  private List<String> inNamespace(List<String> command) {
    List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", name));
    whole.addAll(command);
    return whole;
  }
}
