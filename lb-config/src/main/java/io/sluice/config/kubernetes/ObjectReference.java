package io.sluice.config.kubernetes;

import io.sluice.config.yaml.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The object behind an endpoint address, nearly always a pod. */
record ObjectReference(String kind, String namespace, String name, @Nullable String uid) {
  /** A reference to a pod. */
  static ObjectReference toPod(ObjectMeta pod) {
    return new ObjectReference("Pod", pod.namespace(), pod.name(), pod.uid());
  }

  /** The reference under {@code targetRef}, or null when there is none that names an object. */
  static @Nullable ObjectReference read(Fields endpoint) {
    Fields reference = endpoint.mapping("targetRef");
    if (reference == null) {
      return null;
    }
    String kind = reference.text("kind");
    String name = reference.text("name");
    String namespace = reference.text("namespace");
    return kind == null || name == null
        ? null
        : new ObjectReference(
            kind, namespace == null ? "" : namespace, name, reference.text("uid"));
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", kind);
    tree.put("name", name);
    if (!namespace.isEmpty()) {
      tree.put("namespace", namespace);
    }
    if (uid != null) {
      tree.put("uid", uid);
    }
    return tree;
  }
}
