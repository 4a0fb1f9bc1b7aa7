package io.sluice.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.config.LoadResult;
import io.sluice.config.SourceTexts;
import io.sluice.config.kubernetes.KubernetesObjects;
import io.sluice.config.kubernetes.LoopbackCluster;
import io.sluice.config.kubernetes.PodPort;
import io.sluice.config.model.Configuration;
import io.sluice.config.model.ListenAddress;
import io.sluice.config.model.Settings;
import io.sluice.config.problem.Problems;
import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The bundled samples, as a cluster on loopback addresses.
 *
 * @param podPorts where the pods listen
 */
public record SampleCluster(Configuration configuration, List<PodPort> podPorts) {
  /** The bundled files, on the class path under {@code samples/}. */
  static final List<String> FILES =
      List.of(
          "sample-clusterip.yaml",
          "sample-clusterip-multi.yaml",
          "sample-deployment.yaml",
          "sample-deployment-pods.yaml",
          "sample-named-port-pods.yaml",
          "sample-named-port-service.yaml");

  /* Nobody wants to wait for a demo to end. */
  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(1);

  public SampleCluster {
    podPorts = List.copyOf(podPorts);
  }

  /** Reads the samples. */
  public static SampleCluster read() {
    Problems problems = new Problems();
    List<YamlNode> documents = new ArrayList<>();
    for (String file : FILES) {
      documents.addAll(YamlParser.parse(file, text(file), problems));
    }
    LoopbackCluster cluster = LoopbackCluster.play(documents, problems);
    if (problems.hasErrors()) {
      throw new IllegalStateException("bundled samples have errors: " + problems.sorted());
    }
    KubernetesObjects objects = cluster.objects();
    Configuration configuration =
        new Configuration(
            settings(Settings.DEFAULT.admin()), objects.services(), objects.inventory());
    return new SampleCluster(configuration, cluster.podPorts());
  }

  /** The same with the admin HTTP elsewhere. */
  public SampleCluster withAdmin(ListenAddress admin) {
    return new SampleCluster(
        new Configuration(settings(admin), configuration.services(), configuration.inventory()),
        podPorts);
  }

  /** The configuration as if it had been read from files without a problem. */
  public LoadResult loaded() {
    return new LoadResult(configuration, List.of(), new SourceTexts(Map.of()));
  }

  private static Settings settings(ListenAddress admin) {
    return Settings.DEFAULT.with(admin, DRAIN_TIMEOUT);
  }

  private static String text(String file) {
    try (InputStream in = SampleCluster.class.getResourceAsStream("/samples/" + file)) {
      if (in == null) {
        throw new IllegalStateException("samples/" + file + " is not on the class path");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
