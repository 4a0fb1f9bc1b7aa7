package io.sluice.core.tls;

import io.sluice.config.TlsFiles;
import io.sluice.config.model.Tls;
import java.nio.file.InvalidPathException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of one configuration as the data plane will, each once. Used for one load, by one
 * thread; it blocks for the disk.
 */
public final class TlsFilesOnDisk implements TlsFiles {
  private final Map<String, PemFile> read = new HashMap<>();

  /** Makes one that has read nothing yet. */
  public TlsFilesOnDisk() {}

  @Override
  public @Nullable String whyUnusable(Tls.KeyPair files) {
    try {
      Identity.of(read(files.certificate()), read(files.privateKey()));
      return null;
    } catch (TlsFileException e) {
      return e.getMessage();
    }
  }

  @Override
  public @Nullable String whyUnusable(String authorities) {
    try {
      read(authorities).certificates();
      return null;
    } catch (TlsFileException e) {
      return e.getMessage();
    }
  }

  private PemFile read(String path) throws TlsFileException {
    try {
      PemFile known = read.get(path);
      PemFile file = known == null ? PemFile.read(path) : known;
      read.put(path, file);
      return file;
    } catch (InvalidPathException e) {
      throw new TlsFileException("not a path: " + e.getReason());
    }
  }
}
