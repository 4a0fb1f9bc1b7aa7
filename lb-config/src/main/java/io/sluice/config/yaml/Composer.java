package io.sluice.config.yaml;

import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problems;
import io.sluice.config.yaml.YamlNode.Entry;
import io.sluice.config.yaml.YamlNode.Mapping;
import io.sluice.config.yaml.YamlNode.Scalar;
import io.sluice.config.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Builds nodes from the parser's events.
 *
 * <p>Recursive, but never deeper than {@link YamlParser#MAX_DEPTH}. An alias is the very node that
 * its anchor names, so a bomb costs no memory here; it is refused for the sake of those who walk
 * the tree, by counting every node once for each place where it stands.
 */
final class Composer {
  private final String source;
  private final Iterator<Event> events;
  private final Problems problems;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private final Set<String> openAnchors = new HashSet<>();

  /** Files repeat few keys very often; each is kept once. */
  private final Map<String, String> keyTexts = new HashMap<>();

  private long nodes;
  private long aliasedNodes;

  /** Depth of the deepest node since it was last set. */
  private int deepest;

  /**
   * What an anchor names.
   *
   * @param nodes number of nodes in it
   * @param height levels of nodes below it
   */
  private record Anchored(YamlNode node, long nodes, int height) {}

  Composer(String source, Iterator<Event> events, Problems problems) {
    this.source = source;
    this.events = events;
    this.problems = problems;
  }

  /** The next document, after its start event. */
  YamlNode document() {
    anchors.clear();
    return node(events.next(), 1);
  }

  private YamlNode node(Event event, int depth) {
    if (event instanceof AliasEvent alias) {
      return resolve(alias, depth);
    }
    checkSize(event, depth);
    if (!(event instanceof NodeEvent node) || node.getAnchor().isEmpty()) {
      return content(event, depth);
    }
    String anchor = node.getAnchor().get().getValue();
    long nodesBefore = nodes;
    int deepestBefore = deepest;
    deepest = depth;
    openAnchors.add(anchor);
    YamlNode content = content(event, depth);
    openAnchors.remove(anchor);
    anchors.put(anchor, new Anchored(content, nodes - nodesBefore + 1, deepest - depth));
    deepest = Math.max(deepest, deepestBefore);
    return content;
  }

  private YamlNode content(Event event, int depth) {
    return switch (event) {
      case ScalarEvent scalar -> {
        refuseTag(scalar.getTag(), scalar);
        yield new Scalar(scalar.getValue(), scalar.isPlain(), position(event, event));
      }
      case SequenceStartEvent start -> sequence(start, depth);
      case MappingStartEvent start -> mapping(start, depth);
      default -> throw new IllegalStateException("expected a node, found " + event);
    };
  }

  private Sequence sequence(SequenceStartEvent start, int depth) {
    refuseTag(start.getTag(), start);
    List<YamlNode> items = new ArrayList<>();
    Event event = events.next();
    while (!(event instanceof SequenceEndEvent)) {
      items.add(node(event, depth + 1));
      event = events.next();
    }
    return new Sequence(items, position(start, event));
  }

  private Mapping mapping(MappingStartEvent start, int depth) {
    refuseTag(start.getTag(), start);
    List<Entry> entries = new ArrayList<>();
    Map<String, Entry> byKey = new HashMap<>();
    Event event = events.next();
    while (!(event instanceof MappingEndEvent)) {
      YamlNode key = node(event, depth + 1);
      YamlNode value = node(events.next(), depth + 1);
      event = events.next();
      Scalar usable = usableKey(key);
      if (usable == null) {
        continue;
      }
      Entry entry = new Entry(usable, value);
      Entry first = byKey.putIfAbsent(usable.text(), entry);
      if (first == null) {
        entries.add(entry);
      } else {
        String where = "line " + first.key().position().line();
        report(usable.position(), "duplicate-key", usable.text(), "was already given in " + where);
      }
    }
    Position position = position(start, event);
    boolean startsAtKey = !start.isFlow() && !entries.isEmpty();
    return new Mapping(entries, startsAtKey ? underlineKey(position, entries) : position);
  }

  /** The key, when it is one that can be read; otherwise it was reported. */
  private @Nullable Scalar usableKey(YamlNode key) {
    if (!(key instanceof Scalar scalar)) {
      problems.error(key.position(), "", "key-type", key.kind() + " cannot be a key; use text");
      return null;
    }
    if (scalar.isNull()) {
      problems.error(key.position(), "", "key-type", "a key is missing before ':'");
      return null;
    }
    if (scalar.isPlain() && scalar.text().equals("<<")) {
      String message = "merge keys (<<) are not supported; write the keys out";
      problems.error(key.position(), "", "merge-key", message);
      return null;
    }
    String text = keyTexts.computeIfAbsent(scalar.text(), each -> each);
    return new Scalar(text, scalar.isPlain(), scalar.position());
  }

  private YamlNode resolve(AliasEvent event, int depth) {
    String alias = event.getAlias().getValue();
    Position position = position(event, event);
    if (openAnchors.contains(alias)) {
      report(position, "alias-recursive", "*" + alias, "contains itself");
      return new Scalar("", true, position);
    }
    Anchored anchored = anchors.get(alias);
    if (anchored == null) {
      report(position, "alias-unknown", "*" + alias, "names no anchor above it");
      return new Scalar("", true, position);
    }
    nodes += anchored.nodes();
    aliasedNodes += anchored.nodes();
    if (aliasedNodes > YamlParser.MAX_ALIASED_NODES) {
      String most = "aliases stand for more than " + YamlParser.MAX_ALIASED_NODES + " values";
      throw refuse(position, "alias-expansion", most);
    }
    deepest = Math.max(deepest, depth + anchored.height());
    if (depth + anchored.height() > YamlParser.MAX_DEPTH) {
      throw tooDeep(position);
    }
    return anchored.node();
  }

  private void checkSize(Event event, int depth) {
    nodes++;
    deepest = Math.max(deepest, depth);
    if (nodes > YamlParser.MAX_NODES) {
      String most = "more than " + YamlParser.MAX_NODES + " values in one file; split it";
      throw refuse(position(event, event), "too-many-values", most);
    }
    if (depth > YamlParser.MAX_DEPTH) {
      throw tooDeep(position(event, event));
    }
  }

  private RefusedException tooDeep(Position position) {
    String most = "nested deeper than " + YamlParser.MAX_DEPTH + " levels";
    return refuse(position, "too-deep", most);
  }

  private RefusedException refuse(Position position, String rule, String message) {
    problems.error(position, "", rule, message);
    return new RefusedException(rule);
  }

  private void refuseTag(Optional<String> tag, NodeEvent event) {
    if (tag.isPresent()) {
      Position position = position(event, event);
      report(position, "tag", "tag " + Quote.value(tag.get()), "is not supported; remove it");
    }
  }

  private void report(Position position, String rule, String what, String message) {
    problems.error(position, "", rule, Quote.value(what) + " " + message);
  }

  /** From the start of one event to the end of another, when that is on the same line. */
  private Position position(Event start, Event end) {
    Mark from = start.getStartMark().orElseThrow();
    Mark to = end.getEndMark().orElseThrow();
    boolean isBlock = start instanceof CollectionStartEvent collection && !collection.isFlow();
    int length = isBlock || from.getLine() != to.getLine() ? 1 : to.getColumn() - from.getColumn();
    return new Position(source, from.getLine() + 1, from.getColumn() + 1, length);
  }

  private static Position underlineKey(Position start, List<Entry> entries) {
    Position key = entries.getFirst().key().position();
    return start.line() == key.line() && start.column() == key.column() ? key : start;
  }
}
