package io.sluice.app.admin;

import java.io.IOException;
import java.net.BindException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a unix socket that only its owner may connect to.
 *
 * <p>The kernel creates the file with the process's umask, so it is bound in a folder that nobody
 * else can enter, restricted there, and only then moved to its place: at no moment can another user
 * connect.
 */
final class UnixSocketFile {
  private static final Logger log = LoggerFactory.getLogger(UnixSocketFile.class);

  private final Path path;
  private final Path folder;

  private UnixSocketFile(Path path, Path folder) {
    this.path = path;
    this.folder = folder;
  }

  /**
   * Makes room for a socket at a path, where a process that crashed may have left one.
   *
   * @throws IOException when another process listens there, or something else is there
   */
  static UnixSocketFile prepare(Path path) throws IOException {
    Path absolute = path.toAbsolutePath();
    removeAbandoned(absolute);
    Path parent = absolute.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new IOException("there is no folder " + parent);
    }
    return new UnixSocketFile(absolute, privateFolder(parent));
  }

  /** Where to bind. */
  Path bindPath() {
    return folder.resolve("s");
  }

  /** Lets clients in, once the socket is bound. */
  void publish() throws IOException {
    Files.setPosixFilePermissions(bindPath(), PosixFilePermissions.fromString("rw-------"));
    Files.move(bindPath(), path, StandardCopyOption.ATOMIC_MOVE);
    Files.delete(folder);
  }

  /** Takes the file away. */
  void delete() {
    delete(path);
  }

  /** Takes away what is left of a socket that could not be published. */
  void discard() {
    delete(bindPath());
    delete(folder);
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      log.atWarn().addKeyValue("path", path).setCause(e).log("unix socket not deleted");
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

  private static boolean isServed(Path path) {
    try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
