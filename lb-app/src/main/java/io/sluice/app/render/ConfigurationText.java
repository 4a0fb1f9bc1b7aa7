package io.sluice.app.render;

import io.sluice.config.model.Configuration;
import io.sluice.config.model.ConnectionSettings;
import io.sluice.config.model.Manifest;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServiceName;
import io.sluice.config.problem.Problems;
import io.sluice.config.schema.NativeReader;
import io.sluice.config.validate.LocatedService;
import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The effective configuration as YAML: defaults filled in, selectors and named ports resolved to
 * endpoints. Loading it gives the same settings and services.
 *
 * <p>A native document comes first. A service of Kubernetes manifests can be more than a native
 * service can say: endpoints that are not ready, or another set of endpoints for each port. Such a
 * service follows as what it was resolved to, a Service and its EndpointSlices, one document each.
 * Whether a service is one or the other is found out by reading it back.
 *
 * <p>The hash seed is a secret: a comment says that there is one.
 */
public final class ConfigurationText {
  private static final String SERVICE_NAME_LABEL = "kubernetes.io/service-name";

  private ConfigurationText() {}

  /** The text, ending in a line feed. */
  public static String of(Configuration configuration) {
    Map<Boolean, List<Service>> services =
        configuration.services().stream()
            .collect(Collectors.partitioningBy(ConfigurationText::isNative));
    Map<String, Object> tree = new LinkedHashMap<>(SettingsTree.of(configuration.settings()));
    tree.put("defaults", SettingsTree.of(ConnectionSettings.DEFAULT));
    tree.put(
        "services", services.getOrDefault(true, List.of()).stream().map(ServiceTree::of).toList());
    StringBuilder text = new StringBuilder();
    if (!configuration.settings().hashSeed().isEmpty()) {
      text.append("# dataPlane.hashSeed is set, and not shown.\n");
    }
    text.append(Yaml.text(literal(tree)));
    for (Service service : services.getOrDefault(false, List.of())) {
      for (Map<String, Object> manifest : manifestsOf(service, configuration)) {
        text.append("---\n").append(Yaml.text(manifest));
      }
    }
    return text.toString();
  }

  /** The same in which nothing is expanded when it is read. */
  private static Object literal(Object tree) {
    return switch (tree) {
      case String text -> text.replace("${", "$${");
      case List<?> list -> list.stream().map(ConfigurationText::literal).toList();
      case Map<?, ?> map -> {
        Map<Object, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(key, literal(value)));
        yield copy;
      }
      default -> tree;
    };
  }

  private static boolean isNative(Service service) {
    if (service.vips().isEmpty()) {
      return false;
    }
    Problems problems = new Problems();
    NativeReader reader = new NativeReader(problems, Map.of());
    Object tree = literal(ServiceTree.of(service));
    String text = Yaml.text(Map.of("services", List.of(tree)));
    for (YamlNode document : YamlParser.parse("rendered", text, problems)) {
      reader.read(document);
    }
    List<Service> read = reader.finish().services().stream().map(LocatedService::service).toList();
    return !problems.hasErrors() && read.equals(List.of(service));
  }

  private static List<Map<String, Object>> manifestsOf(
      Service service, Configuration configuration) {
    ServiceName name = service.name();
    List<Map<String, Object>> trees = new ArrayList<>();
    configuration.inventory().services().stream()
        .filter(isIn(name.namespace()))
        .filter(manifest -> manifest.name().equals(name.name()))
        .forEach(manifest -> trees.add(AnnotatedManifest.of(manifest, service)));
    configuration.inventory().endpointSlices().stream()
        .filter(isIn(name.namespace()))
        .filter(slice -> name.name().equals(serviceOf(slice)))
        .forEach(slice -> trees.add(slice.tree()));
    return trees;
  }

  private static Predicate<Manifest> isIn(String namespace) {
    return manifest -> manifest.namespace().equals(namespace);
  }

  private static String serviceOf(Manifest slice) {
    return slice.tree().get("metadata") instanceof Map<?, ?> metadata
            && metadata.get("labels") instanceof Map<?, ?> labels
            && labels.get(SERVICE_NAME_LABEL) instanceof String service
        ? service
        : "";
  }
}
