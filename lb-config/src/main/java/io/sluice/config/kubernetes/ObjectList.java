package io.sluice.config.kubernetes;

import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problems;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlNode.Entry;
import io.sluice.config.yaml.YamlNode.Mapping;
import io.sluice.config.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes documents apart into objects: a List, or a typed one such as a ServiceList, has many. */
final class ObjectList {
  private static final String LIST = "List";

  private ObjectList() {}

  /** The objects of a document, each with its kind; what is no object is reported. */
  static List<Fields> objectsOf(YamlNode document, Problems problems) {
    List<Fields> objects = new ArrayList<>();
    if (document instanceof Mapping mapping) {
      collect(new Fields(mapping, "", problems), objects);
    } else {
      problems.error(
          document.position(),
          "",
          "type",
          "found " + document.kind() + "; use a Kubernetes object");
    }
    return objects;
  }

  private static void collect(Fields object, List<Fields> objects) {
    String kind = object.text("kind");
    if (kind == null) {
      if (!object.has("kind")) {
        object.missing("kind");
      }
    } else if (kind.equals(LIST) || (kind.endsWith(LIST) && object.has("items"))) {
      String itemKind = kind.substring(0, kind.length() - LIST.length());
      String version = itemKind.isEmpty() ? null : object.text("apiVersion");
      for (Fields item : object.mappings("items")) {
        collect(withType(item, itemKind.isEmpty() ? null : itemKind, version), objects);
      }
    } else {
      objects.add(object);
    }
  }

  /** Items of a typed list need not repeat their kind and version. */
  private static Fields withType(
      Fields item, @Nullable String itemKind, @Nullable String itemVersion) {
    List<Entry> entries = new ArrayList<>();
    addMissing(item, "apiVersion", itemVersion, entries);
    addMissing(item, "kind", itemKind, entries);
    if (entries.isEmpty()) {
      return item;
    }
    Mapping mapping = item.node();
    entries.addAll(mapping.entries());
    Mapping typed = new Mapping(List.copyOf(entries), mapping.position());
    return new Fields(typed, item.path(), item.problems());
  }

  private static void addMissing(
      Fields item, String key, @Nullable String value, List<Entry> entries) {
    if (value != null && item.node().get(key) == null) {
      Position position = item.position();
      entries.add(new Entry(new Scalar(key, true, position), new Scalar(value, true, position)));
    }
  }
}
