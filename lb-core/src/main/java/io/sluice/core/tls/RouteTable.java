package io.sluice.core.tls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each server name leads to. Immutable; any thread.
 *
 * <p>A route has a pattern, {@code a.example}, {@code *.example} for one or more labels before it,
 * or {@code *} for every name and for none, and may ask for ALPN protocols. Of all routes that
 * match a hello the most exact one holds: the exact name, then the wildcard of most labels, then
 * {@code *}. Of routes with the same pattern those that ask for protocols come first, in their
 * order.
 *
 * @param <T> what routes lead to
 */
public final class RouteTable<T> {
  /*
   * A tree of labels from the right. A look-up goes down along the name's labels, each hashed once,
   * and takes what matches better on its way, so it costs the length of the name at most, however
   * many routes there are.
   */
  /** The pattern of every name and of none. */
  static final String ANY = "*";

  private static final String WILDCARD = "*.";

  private final Node<T> root;

  private RouteTable(Node<T> root) {
    this.root = root;
  }

  /**
   * A route.
   *
   * @param pattern in lower case
   * @param alpn protocols of which the client must offer one; empty: any, and none
   */
  public record Entry<T>(String pattern, List<String> alpn, T target) {
    public Entry {
      alpn = List.copyOf(alpn);
    }

    boolean isFor(List<String> offered) {
      if (alpn.isEmpty()) {
        return true;
      }
      for (int i = 0; i < offered.size(); i++) {
        if (alpn.contains(offered.get(i))) {
          return true;
        }
      }
      return false;
    }
  }

  /** A label, with what ends here and what goes on to the left. */
  private record Node<T>(
      Map<String, Node<T>> children, List<Entry<T>> exact, List<Entry<T>> wildcard) {
    Node() {
      this(new HashMap<>(), new ArrayList<>(), new ArrayList<>());
    }

    void sort() {
      Comparator<Entry<T>> protocolsFirst = Comparator.comparing(entry -> entry.alpn().isEmpty());
      exact.sort(protocolsFirst);
      wildcard.sort(protocolsFirst);
      children.values().forEach(Node::sort);
    }
  }

  /** A table of these routes; of two that are equal in everything the first holds. */
  public static <T> RouteTable<T> of(List<Entry<T>> entries) {
    Node<T> root = new Node<>();
    for (Entry<T> entry : entries) {
      String pattern = entry.pattern();
      if (pattern.equals(ANY)) {
        root.wildcard().add(entry);
      } else if (pattern.startsWith(WILDCARD)) {
        node(root, pattern.substring(WILDCARD.length())).wildcard().add(entry);
      } else {
        node(root, pattern).exact().add(entry);
      }
    }
    root.sort();
    return new RouteTable<>(root);
  }

  /** Whether there is no route at all. */
  public boolean isEmpty() {
    return root.children().isEmpty() && root.wildcard().isEmpty();
  }

  /** Where a hello leads, or null where no route matches. */
  public @Nullable T find(ClientHello hello) {
    List<String> alpn = hello.alpn();
    T best = first(root.wildcard(), alpn, null);
    String name = hello.serverName();
    if (name == null) {
      return best;
    }
    Node<T> node = root;
    for (int end = name.length(); node != null && end > 0; ) {
      int dot = name.lastIndexOf('.', end - 1);
      node = node.children().get(name.substring(dot + 1, end));
      if (node != null) {
        best = first(dot < 0 ? node.exact() : node.wildcard(), alpn, best);
      }
      end = dot;
    }
    return best;
  }

  private static <T> @Nullable T first(
      List<Entry<T>> entries, List<String> alpn, @Nullable T otherwise) {
    for (int i = 0; i < entries.size(); i++) {
      Entry<T> entry = entries.get(i);
      if (entry.isFor(alpn)) {
        return entry.target();
      }
    }
    return otherwise;
  }

  private static <T> Node<T> node(Node<T> root, String name) {
    Node<T> node = root;
    for (int end = name.length(); end > 0; ) {
      int dot = name.lastIndexOf('.', end - 1);
      node = node.children().computeIfAbsent(name.substring(dot + 1, end), label -> new Node<>());
      end = dot;
    }
    return node;
  }
}
