package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Labels, annotations or a selector: text to text, sorted by key.
 *
 * @param entries unmodified after construction
 */
record TextMap(SortedMap<String, String> entries) {

  /** The entries of a JSON object; none when it is absent. */
  static TextMap of(JsonNode object) {
    SortedMap<String, String> entries = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      entries.put(entry.getKey(), entry.getValue().asText(""));
    }
    return new TextMap(entries);
  }

  /** The entries as {@code k=v,k2=v2}, or {@code <none>}. */
  String joined() {
    return entries.isEmpty()
        ? "<none>"
        : entries.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(","));
  }
}
