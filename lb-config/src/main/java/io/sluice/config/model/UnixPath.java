package io.sluice.config.model;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where a unix socket is: an absolute path of at most {@link #MAX_BYTES} bytes. */
public record UnixPath(String path) implements Comparable<UnixPath> {
  /** What a path begins with where an address may stand as well. */
  public static final String PREFIX = "unix:";

  /** Longest path: {@code sun_path} of unix(7) without the zero behind it. */
  public static final int MAX_BYTES = 107;

  /** Why a path cannot be one of a unix socket, or null when it can. */
  public static @Nullable String whyUnusable(String path) {
    if (!path.startsWith("/")) {
      return "the path of a unix socket is absolute, as in unix:/run/sluice/web.sock";
    }
    int length = path.getBytes(StandardCharsets.UTF_8).length;
    if (length > MAX_BYTES) {
      return "the path has "
          + length
          + " bytes; that of a unix socket has at most "
          + MAX_BYTES
          + " (unix(7))";
    }
    if (path.chars().anyMatch(Character::isISOControl)) {
      return "the path has control characters";
    }
    // Two spellings of one path would look like two sockets.
    for (String name : path.substring(1).split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        return "write the path of a file without //, . and ..";
      }
    }
    return null;
  }

  @Override
  public int compareTo(UnixPath other) {
    return path.compareTo(other.path);
  }

  /** {@code unix:/path}. */
  @Override
  public String toString() {
    return PREFIX + path;
  }
}
