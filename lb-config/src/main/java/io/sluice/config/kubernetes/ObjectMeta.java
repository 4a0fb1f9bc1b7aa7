package io.sluice.config.kubernetes;

import io.sluice.config.model.ServiceName;
import io.sluice.config.problem.Position;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.NameSyntax;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What every object says of itself.
 *
 * @param namespace {@value #DEFAULT_NAMESPACE} when the object names none
 * @param uid null when the object never was in a cluster
 * @param creationTimestamp null when the object never was in a cluster
 * @param isTerminating whether its deletion was asked for
 */
record ObjectMeta(
    String namespace,
    String name,
    Map<String, String> labels,
    Map<String, String> annotations,
    @Nullable String uid,
    @Nullable String creationTimestamp,
    boolean isTerminating,
    Position position) {

  static final String DEFAULT_NAMESPACE = "default";

  /** The name of an object, with its namespace. */
  ServiceName qualifiedName() {
    return new ServiceName(namespace, name);
  }

  /** {@code namespace/name}. */
  @Override
  public String toString() {
    return namespace + "/" + name;
  }

  /** Of an object whose name is a DNS label, such as a service; null when it has no usable name. */
  static @Nullable ObjectMeta readWithLabelName(Fields object) {
    return read(object, NameSyntax::label, NameSyntax.LABEL_ALLOWED);
  }

  /** Of any other object; null when it has no usable name, which is then reported. */
  static @Nullable ObjectMeta read(Fields object) {
    return read(object, NameSyntax::subdomain, NameSyntax.SUBDOMAIN_ALLOWED);
  }

  private static @Nullable ObjectMeta read(
      Fields object, Function<String, @Nullable String> parseName, String allowedName) {
    Fields metadata = object.mapping("metadata");
    if (metadata == null) {
      if (!object.has("metadata")) {
        object.missing("metadata");
      }
      return null;
    }
    if (!metadata.has("name")) {
      metadata.missing("name");
      return null;
    }
    String name = metadata.parsed("name", "name-syntax", allowedName, parseName);
    String namespace = DEFAULT_NAMESPACE;
    if (metadata.has("namespace")) {
      namespace =
          metadata.parsed("namespace", "name-syntax", NameSyntax.LABEL_ALLOWED, NameSyntax::label);
    }
    Map<String, String> labels = Labels.read(metadata, "labels");
    Map<String, String> annotations = Labels.readAnnotations(metadata, "annotations");
    if (name == null || namespace == null) {
      return null;
    }
    return new ObjectMeta(
        namespace,
        name,
        labels,
        annotations,
        metadata.text("uid"),
        metadata.text("creationTimestamp"),
        metadata.has("deletionTimestamp"),
        metadata.position("name"));
  }
}
