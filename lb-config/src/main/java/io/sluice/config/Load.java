package io.sluice.config;

import io.sluice.config.ConfigurationFiles.SourceFile;
import io.sluice.config.kubernetes.KubernetesObjects;
import io.sluice.config.kubernetes.ManifestReader;
import io.sluice.config.kubernetes.ServiceManifests;
import io.sluice.config.model.Configuration;
import io.sluice.config.model.Inventory;
import io.sluice.config.model.Service;
import io.sluice.config.model.Tls;
import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problem;
import io.sluice.config.problem.Problems;
import io.sluice.config.schema.NativeConfiguration;
import io.sluice.config.schema.NativeReader;
import io.sluice.config.validate.Advice;
import io.sluice.config.validate.ConfigurationRules;
import io.sluice.config.validate.LocatedService;
import io.sluice.config.validate.Origin;
import io.sluice.config.validate.TlsFileUse;
import io.sluice.config.validate.TrafficRules;
import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlNode.Mapping;
import io.sluice.config.yaml.YamlNode.Scalar;
import io.sluice.config.yaml.YamlParser;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One load: files to documents, documents to services, services to a configuration.
 *
 * <p>Native documents come first, because they say which manifests to take in and which defaults
 * hold for them.
 */
final class Load {
  private final Problems problems = new Problems();
  private final ConfigurationFiles files = new ConfigurationFiles(problems);
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Path> paths = new HashMap<>();
  private final List<YamlNode> manifests = new ArrayList<>();
  private final NativeReader nativeReader;
  private final TlsFiles tlsFiles;

  Load(Map<String, String> environment, TlsFiles tlsFiles) {
    this.tlsFiles = tlsFiles;
    this.nativeReader = new NativeReader(problems, environment);
  }

  LoadResult run(List<Path> sources) {
    for (Path source : sources) {
      for (YamlNode document : documents(source, Position.of(source.toString()))) {
        if (isManifest(document)) {
          manifests.add(document);
        } else {
          nativeReader.read(document);
        }
      }
    }
    NativeConfiguration nativePart = nativeReader.finish();
    nativePart.manifests().forEach(this::takeIn);
    ManifestReader manifestReader = new ManifestReader(problems, nativePart.defaults());
    manifests.forEach(manifestReader::read);
    KubernetesObjects objects = manifestReader.finish();

    List<LocatedService> located = new ArrayList<>(nativePart.services());
    objects.services().forEach(service -> located.add(locate(service, objects)));
    ConfigurationRules.check(located, nativePart.settings().admin(), problems);
    TrafficRules.check(located, problems);
    nativePart.tlsFiles().forEach(this::checkFiles);
    objects.tlsFiles().forEach(this::checkFiles);
    if (!problems.hasErrors()) {
      String whole = sources.isEmpty() ? "configuration" : sources.getFirst().toString();
      Advice.give(located, nativePart.settings(), Position.of(whole), problems);
    }
    return result(nativePart, located, objects.inventory());
  }

  private LoadResult result(
      NativeConfiguration nativePart, List<LocatedService> located, Inventory ofManifests) {
    List<Problem> found = problems.sorted();
    SourceTexts shown = SourceTexts.of(texts, found);
    if (problems.hasErrors()) {
      return new LoadResult(null, found, shown);
    }
    List<Service> nativeServices =
        nativePart.services().stream().map(LocatedService::service).toList();
    Inventory inventory = ServiceManifests.inventoryOf(nativeServices).merge(ofManifests);
    List<Service> services =
        located.stream()
            .map(LocatedService::service)
            .sorted(Comparator.comparing(Service::name))
            .toList();
    return new LoadResult(
        new Configuration(nativePart.settings(), services, inventory), found, shown);
  }

  private List<YamlNode> documents(Path source, Position named) {
    List<YamlNode> documents = new ArrayList<>();
    for (SourceFile file : files.read(source, named)) {
      String name = file.path().toString();
      texts.put(name, file.text());
      paths.put(name, file.path());
      if (file.isUsable()) {
        documents.addAll(YamlParser.parse(name, file.text(), problems));
      }
    }
    return documents;
  }

  /** Takes in what {@code manifests} of a native document names, relative to that document. */
  private void takeIn(Scalar named) {
    Position position = named.position();
    try {
      Path base = paths.getOrDefault(position.source(), Path.of(position.source()));
      for (YamlNode document : documents(base.resolveSibling(named.text()), position)) {
        if (isManifest(document)) {
          manifests.add(document);
        } else {
          String message = "not a Kubernetes manifest: it has no kind";
          problems.error(document.position(), "", "not-a-manifest", message);
        }
      }
    } catch (InvalidPathException e) {
      problems.error(position, "manifests", "missing", "not a path: " + e.getReason());
    }
  }

  private void checkFiles(TlsFileUse use) {
    String why =
        switch (use) {
          case TlsFileUse.KeyPair(Tls.KeyPair files, _) -> tlsFiles.whyUnusable(files);
          case TlsFileUse.Authorities(String file, _) -> tlsFiles.whyUnusable(file);
        };
    if (why != null) {
      problems.error(use.place().position(), use.place().path(), "tls-file", why);
    }
  }

  private static boolean isManifest(YamlNode document) {
    return document instanceof Mapping mapping && mapping.get("kind") != null;
  }

  private static LocatedService locate(Service service, KubernetesObjects objects) {
    Position position = objects.positions().getOrDefault(service.name(), Position.of("manifests"));
    Origin.Place place = new Origin.Place(position, "");
    return new LocatedService(service, () -> place);
  }
}
