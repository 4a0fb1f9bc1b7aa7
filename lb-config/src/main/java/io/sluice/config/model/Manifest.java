package io.sluice.config.model;

import java.util.Map;
import java.util.function.Supplier;

/**
 * A Kubernetes object as {@code kubectl get -o yaml} would show it.
 *
 * @param source gives the tree whenever somebody wants to see it; any thread. A tree is many times
 *     as large as the model that it can be made from, and most are never looked at
 */
public record Manifest(
    String kind, String namespace, String name, Supplier<Map<String, Object>> source) {

  /**
   * The whole object: maps in their written order, lists, strings, longs, doubles, booleans and
   * nulls; unmodifiable. Perhaps made anew by each call.
   */
  public Map<String, Object> tree() {
    return source.get();
  }
}
