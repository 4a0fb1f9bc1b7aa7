package io.sluice.app.cli;

import io.netty.channel.Channel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import io.netty.util.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What there is on this machine that matters to Sluice. */
final class Machine {
  private static final Path LIMITS = Path.of("/proc/self/limits");

  private Machine() {}

  /** Findings by what was looked for, in the order to be shown. */
  static Map<String, String> describe() {
    Map<String, String> found = new LinkedHashMap<>();
    found.put("java", Runtime.version() + " " + System.getProperty("java.vm.name"));
    found.put("netty", nettyVersion());
    found.put(
        "kernel", property("os.name") + " " + property("os.version") + " " + property("os.arch"));
    found.put("cpus", String.valueOf(Runtime.getRuntime().availableProcessors()));
    found.put("heap", Runtime.getRuntime().maxMemory() / (1024 * 1024) + " MiB at most");
    found.put("io_uring", transport(IoUring.isAvailable() ? null : IoUring.unavailabilityCause()));
    found.put("epoll", transport(Epoll.isAvailable() ? null : Epoll.unavailabilityCause()));
    found.put("nio", transport(null));
    found.put("RLIMIT_NOFILE", descriptorLimit());
    return found;
  }

  private static String nettyVersion() {
    Version version = Version.identify(Channel.class.getClassLoader()).get("netty-transport");
    return version == null ? "unknown" : version.artifactVersion();
  }

  private static String transport(@Nullable Throwable whyNot) {
    if (whyNot == null) {
      return "available";
    }
    Throwable root = whyNot;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason = root.getMessage() == null ? root.toString() : root.getMessage();
    return "not available: " + reason.lines().findFirst().orElse("");
  }

  private static String descriptorLimit() {
    if (!Files.isReadable(LIMITS)) {
      return "unknown";
    }
    try (Stream<String> lines = Files.lines(LIMITS)) {
      return lines
          .filter(line -> line.startsWith("Max open files"))
          .map(line -> line.split("\\s{2,}"))
          .filter(columns -> columns.length >= 3)
          .map(columns -> columns[1] + " (soft), " + columns[2] + " (hard)")
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}
