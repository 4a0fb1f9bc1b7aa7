package io.sluice.core.net;

import io.sluice.config.model.UnixPath;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a listening unix socket, which only those may connect to whom its mode allows it.
 *
 * <p>The kernel creates the file with the process's umask, so it is bound in a folder that nobody
 * else can enter, restricted there, and only then moved to its place: at no moment can another user
 * connect. One thread at a time; calls wait for the file system.
 */
public final class UnixSocketFile {
  private static final Logger LOG = LoggerFactory.getLogger(UnixSocketFile.class);

  /** So that the path to bind at, {@code FOLDER/.XXXXX/s}, is short enough for a socket. */
  private static final int LONGEST_FOLDER = UnixPath.MAX_BYTES - "/.XXXXX/s".length();

  private final Path path;
  private final Path folder;
  private final Access access;

  // What identifies the published file; null before, and where the file system has no such thing.
  private @Nullable Object published;
  private boolean isPublished;

  private UnixSocketFile(Path path, Path folder, Access access) {
    this.path = path;
    this.folder = folder;
    this.access = access;
  }

  /** Who may connect. */
  public enum Access {
    /** The user that listens. */
    OWNER("rw-------"),
    /** The user and the group that listen. */
    GROUP("rw-rw----");

    private final String permissions;

    Access(String permissions) {
      this.permissions = permissions;
    }
  }

  /**
   * Makes room for a socket at a path, where a process that crashed may have left one.
   *
   * @throws BindException when somebody listens there, or something else is there
   * @throws IOException when there is no place for it
   */
  public static UnixSocketFile prepare(Path path, Access access) throws IOException {
    Path absolute = path.toAbsolutePath();
    removeAbandoned(absolute);
    Path parent = absolute.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new IOException("there is no folder " + parent);
    }
    int length = parent.toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST_FOLDER) {
      throw new IOException(
          "the path of the folder has " + length + " bytes; use at most " + LONGEST_FOLDER);
    }
    return new UnixSocketFile(absolute, privateFolder(parent), access);
  }

  /** Where to bind. */
  public Path bindPath() {
    return folder.resolve("s");
  }

  /** Lets clients in, once the socket is bound. */
  public void publish() throws IOException {
    Files.setPosixFilePermissions(bindPath(), PosixFilePermissions.fromString(access.permissions));
    published = keyOf(bindPath());
    Files.move(bindPath(), path, StandardCopyOption.ATOMIC_MOVE);
    isPublished = true;
    Files.delete(folder);
  }

  /** Takes the file away, unless it is somebody else's by now; published or not. */
  public void delete() {
    if (!isPublished) {
      delete(bindPath());
      delete(folder);
    } else if (Objects.equals(published, keyOf(path))) {
      delete(path);
    }
  }

  private static @Nullable Object keyOf(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .fileKey();
    } catch (IOException e) {
      return null;
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("path", path).setCause(e).log("unix socket not deleted");
    }
  }

  /* With a short name, because a socket's path may have little more than a hundred bytes. */
  private static Path privateFolder(Path parent) throws IOException {
    String name = "." + Integer.toHexString(0x10000 + new SecureRandom().nextInt(0xf0000));
    return Files.createDirectory(
        parent.resolve(name),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static void removeAbandoned(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isOther()) {
      throw new BindException("there is a file that is not a socket");
    }
    if (isServed(path)) {
      throw new BindException("Address already in use");
    }
    Files.delete(path);
  }

  /*
   * Only what refuses is abandoned. A queue that is full, where connecting would wait, is
   * somebody's; what may not be asked is left alone as well.
   */
  private static boolean isServed(Path path) {
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.configureBlocking(false);
      probe.connect(UnixDomainSocketAddress.of(path));
      return true;
    } catch (ConnectException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
