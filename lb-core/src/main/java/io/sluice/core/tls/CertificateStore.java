package io.sluice.core.tls;

import io.sluice.config.model.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that is made from certificate files, one of each settings, kept in step with the
 * files. Control thread only.
 */
public final class CertificateStore {
  /*
   * Files are compared by content: a time stamp may stay the same when a file is replaced within
   * its resolution, or by a symbolic link to an older one, and the files are small. Certificate and
   * key are two files and do not change at one moment; a pair that does not fit is reported and
   * tried again once the content has changed, while what was good before serves on.
   */
  private static final Logger LOG = LoggerFactory.getLogger(CertificateStore.class);

  private final Map<Tls.Termination, Loaded<TlsTermination>> terminations = new HashMap<>();
  private final Map<Tls.Origination, Loaded<TlsOrigination>> originations = new HashMap<>();

  /** Something with the state of the files it was last made from. */
  private static final class Loaded<T extends FileBased> {
    final T made;
    private String serving;
    private String tried;
    private @Nullable String problem;

    Loaded(T made) throws TlsFileException {
      this.made = made;
      PemFiles files = PemFiles.read(made.paths());
      made.load(files);
      serving = files.fingerprint();
      tried = serving;
      made.keyPaths().forEach(CertificateStore::warnIfReadable);
    }

    /** Answers what is wrong with the files, or null. */
    @Nullable String refresh() {
      try {
        PemFiles files = readAll();
        String now = files.fingerprint();
        if (now.equals(serving)) {
          tried = now;
          problem = null;
        } else if (!now.equals(tried)) {
          tried = now;
          made.load(files);
          serving = now;
          problem = null;
          LOG.info("certificates loaded files={}", made.paths());
          made.keyPaths().forEach(CertificateStore::warnIfReadable);
        }
      } catch (TlsFileException e) {
        report(String.valueOf(e.getMessage()));
      }
      return problem;
    }

    private PemFiles readAll() throws TlsFileException {
      try {
        return PemFiles.read(made.paths());
      } catch (TlsFileException e) {
        // What comes back has to be looked at again, also when it was no good before.
        tried = "";
        throw e;
      }
    }

    private void report(String found) {
      if (!found.equals(problem)) {
        LOG.warn("certificates not loaded, the old ones serve on problem=\"{}\"", found);
      }
      problem = found;
    }
  }

  /**
   * The termination of these settings, loaded.
   *
   * @throws TlsFileException when it is a new one and its files are no good
   */
  public TlsTermination termination(Tls.Termination settings) throws TlsFileException {
    Loaded<TlsTermination> known = terminations.get(settings);
    if (known == null) {
      known = new Loaded<>(new TlsTermination(settings));
      terminations.put(settings, known);
    }
    return known.made;
  }

  /**
   * The origination of these settings, loaded.
   *
   * @throws TlsFileException when it is a new one and its files are no good
   */
  public TlsOrigination origination(Tls.Origination settings) throws TlsFileException {
    Loaded<TlsOrigination> known = originations.get(settings);
    if (known == null) {
      known = new Loaded<>(new TlsOrigination(settings));
      originations.put(settings, known);
      if (!known.made.isVerifying()) {
        LOG.warn("endpoints' certificates are not verified serverName={}", settings.serverName());
      }
    }
    return known.made;
  }

  /** Forgets what none of these settings asks for any more. */
  public void retain(Set<Tls> configured) {
    terminations
        .keySet()
        .removeIf(known -> configured.stream().noneMatch(tls -> known.equals(tls.termination())));
    originations
        .keySet()
        .removeIf(known -> configured.stream().noneMatch(tls -> known.equals(tls.origination())));
  }

  /** Whether there is nothing to watch. */
  public boolean isEmpty() {
    return terminations.isEmpty() && originations.isEmpty();
  }

  /**
   * Loads anew what has changed. New connections get the new certificates; those under way keep
   * theirs.
   *
   * @return what is wrong with files, each time anew until they are mended
   */
  public List<String> refresh() {
    List<String> problems = new ArrayList<>();
    terminations.values().forEach(loaded -> addTo(problems, loaded.refresh()));
    originations.values().forEach(loaded -> addTo(problems, loaded.refresh()));
    return problems;
  }

  private static void addTo(List<String> problems, @Nullable String problem) {
    if (problem != null) {
      problems.add(problem);
    }
  }

  private static void warnIfReadable(String keyPath) {
    try {
      if (Files.getPosixFilePermissions(Path.of(keyPath))
          .contains(PosixFilePermission.OTHERS_READ)) {
        LOG.warn("private key is readable by everyone on this machine file={}", keyPath);
      }
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("permissions of a private key are not known file={}", keyPath, e);
    }
  }
}
