package io.sluice.config.kubernetes;

import io.sluice.config.yaml.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Deployment, of which only the labels of its pods matter: it has no addresses of its own.
 *
 * @param matchLabels empty when the selector has expressions only
 * @param podLabels labels that its pods get
 */
record DeploymentManifest(
    ObjectMeta metadata, Map<String, String> matchLabels, Map<String, String> podLabels) {

  static DeploymentManifest read(Fields object, ObjectMeta metadata) {
    Fields spec = object.mapping("spec");
    Fields selector = spec == null ? null : spec.mapping("selector");
    Fields template = spec == null ? null : spec.mapping("template");
    return new DeploymentManifest(
        metadata,
        selector == null ? Map.of() : Labels.read(selector, "matchLabels"),
        podLabels(template));
  }

  private static Map<String, String> podLabels(@Nullable Fields template) {
    Fields metadata = template == null ? null : template.mapping("metadata");
    return metadata == null ? Map.of() : Labels.read(metadata, "labels");
  }
}
