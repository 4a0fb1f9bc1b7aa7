package io.sluice.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads configuration files and folders, native or Kubernetes manifests, into one checked
 * configuration. Mistakes of the operator are answered as problems, never thrown.
 */
public final class ConfigurationLoader {
  private ConfigurationLoader() {}

  /** Reads every path, and does not look into files of TLS. */
  public static LoadResult load(List<Path> paths, Map<String, String> environment) {
    return load(paths, environment, TlsFiles.UNSEEN);
  }

  /**
   * Reads every path and joins what is found. Documents with a {@code kind} are Kubernetes
   * manifests, all others are native; services of all of them are served together.
   *
   * @param paths files or folders; of a folder, its {@code .yaml}, {@code .yml} and {@code .json}
   *     files in name order
   * @param environment what {@code ${NAME}} in a native file's values stands for; {@code NODE_NAME}
   *     is the node's name where no file says it
   * @param tlsFiles asked about each certificate, key and authority that is named
   */
  public static LoadResult load(
      List<Path> paths, Map<String, String> environment, TlsFiles tlsFiles) {
    return new Load(environment, tlsFiles).run(paths);
  }
}
