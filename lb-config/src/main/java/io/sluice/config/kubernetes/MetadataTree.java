package io.sluice.config.kubernetes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Changes and builds the metadata of object trees. */
final class MetadataTree {
  private MetadataTree() {}

  /** A changeable copy of an object whose metadata has its namespace written out. */
  static Map<String, Object> withNamespace(Map<String, Object> tree, ObjectMeta metadata) {
    Map<String, Object> result = new LinkedHashMap<>(tree);
    Map<String, Object> given = ManifestTree.mapAt(tree, "metadata");
    if (!metadata.namespace().equals(given.get("namespace"))) {
      Map<String, Object> named = new LinkedHashMap<>(given);
      named.put("namespace", metadata.namespace());
      result.put("metadata", Collections.unmodifiableMap(named));
    }
    return result;
  }
}
