package io.sluice.config.model;

import java.util.Map;

/**
 * A Kubernetes object as {@code kubectl get -o yaml} would show it.
 *
 * @param tree the whole object: maps in their written order, lists, strings, longs, doubles,
 *     booleans and nulls; unmodifiable
 */
public record Manifest(String kind, String namespace, String name, Map<String, Object> tree) {}
