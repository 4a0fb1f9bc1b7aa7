package io.sluice.config.kubernetes;

import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.NameSyntax;
import io.sluice.config.yaml.YamlNode.Scalar;
import org.jspecify.annotations.Nullable;

/** A Node, which tells where its pods are. */
record NodeManifest(ObjectMeta metadata) {
  private static final String ZONE_LABEL = "topology.kubernetes.io/zone";

  /** Its zone, or null when it says none. */
  @Nullable String zone() {
    return metadata.labels().get(ZONE_LABEL);
  }

  /** The name under {@code nodeName}, or null when there is none. */
  static @Nullable String readName(Fields fields) {
    boolean isEmpty = fields.value("nodeName") instanceof Scalar scalar && scalar.text().isEmpty();
    return isEmpty
        ? null
        : fields.parsed(
            "nodeName", "name-syntax", NameSyntax.SUBDOMAIN_ALLOWED, NameSyntax::subdomain);
  }

  /** The zone under {@code zone}, or null when there is none. */
  static @Nullable String readZone(Fields fields) {
    return fields.parsed(
        "zone",
        "label-value",
        "a zone; use at most 63 letters, digits and - _ .",
        text -> NameSyntax.isLabelValue(text) ? text : null);
  }
}
