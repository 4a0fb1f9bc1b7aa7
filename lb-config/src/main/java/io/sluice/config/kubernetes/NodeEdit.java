package io.sluice.config.kubernetes;

import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlNode.Entry;
import io.sluice.config.yaml.YamlNode.Mapping;
import io.sluice.config.yaml.YamlNode.Scalar;
import io.sluice.config.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A change to a node; changes compose along the path to what they change. */
@FunctionalInterface
interface NodeEdit extends UnaryOperator<YamlNode> {
  /** Changes the value under a key, if it is there. */
  static NodeEdit in(String key, NodeEdit edit) {
    return node -> node instanceof Mapping mapping ? edited(mapping, key, edit) : node;
  }

  /** Changes every item of a list. */
  static NodeEdit each(NodeEdit edit) {
    return node ->
        node instanceof Sequence(List<YamlNode> items, var position)
            ? new Sequence(items.stream().map(edit).toList(), position)
            : node;
  }

  /** Changes the text of a single value, which keeps its place and its quotes. */
  static NodeEdit text(UnaryOperator<String> edit) {
    return node ->
        node instanceof Scalar(String text, boolean isPlain, var position)
            ? new Scalar(edit.apply(text), isPlain, position)
            : node;
  }

  /** Makes several changes, one after the other. */
  static NodeEdit all(NodeEdit... edits) {
    return node -> {
      YamlNode result = node;
      for (NodeEdit edit : edits) {
        result = edit.apply(result);
      }
      return result;
    };
  }

  /** Puts a value under a key, in place of the one that was there. */
  static NodeEdit put(String key, YamlNode value) {
    return node -> {
      if (!(node instanceof Mapping mapping)) {
        return node;
      }
      if (mapping.get(key) != null) {
        return edited(mapping, key, old -> value);
      }
      List<Entry> entries = new ArrayList<>(mapping.entries());
      entries.add(new Entry(new Scalar(key, true, value.position()), value));
      return new Mapping(List.copyOf(entries), mapping.position());
    };
  }

  private static Mapping edited(Mapping mapping, String key, NodeEdit edit) {
    List<Entry> entries = new ArrayList<>(mapping.entries().size());
    for (Entry entry : mapping.entries()) {
      boolean isMeant = entry.key().text().equals(key);
      entries.add(isMeant ? new Entry(entry.key(), edit.apply(entry.value())) : entry);
    }
    return new Mapping(List.copyOf(entries), mapping.position());
  }
}
