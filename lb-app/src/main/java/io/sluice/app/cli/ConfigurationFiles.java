package io.sluice.app.cli;

import io.sluice.config.ConfigurationLoader;
import io.sluice.config.LoadResult;
import io.sluice.core.tls.TlsFilesOnDisk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The files that a command reads. */
final class ConfigurationFiles {
  @Option(
      names = {"-f", "--file"},
      paramLabel = "PATH",
      required = true,
      arity = "1..*",
      description = {
        "File or folder to read: Sluice configuration or Kubernetes manifests.",
        "May be given several times."
      })
  private List<Path> paths = new ArrayList<>();

  /** Reads them, and the TLS files that they name. */
  LoadResult load() {
    return ConfigurationLoader.load(paths, System.getenv(), new TlsFilesOnDisk());
  }
}
