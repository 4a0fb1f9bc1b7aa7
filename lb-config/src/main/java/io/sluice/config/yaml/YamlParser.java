package io.sluice.config.yaml;

import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problems;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * YAML 1.2 text to nodes that know where they stand.
 *
 * <p>The text may come from anyone: nesting, number of values and what aliases expand to are
 * bounded, tags and merge keys are refused. Any thread may call it.
 */
public final class YamlParser {
  /** Deepest nesting of lists and mappings, aliases followed. */
  public static final int MAX_DEPTH = 64;

  /** Most values in one text, keys included. */
  public static final int MAX_NODES = 5_000_000;

  /** Most values that the aliases of one text may stand for. */
  public static final int MAX_ALIASED_NODES = 100_000;

  /** The parser copies what it has not used yet each time it fills its buffer. */
  private static final int BUFFER_CHARACTERS = 32 * 1024;

  private YamlParser() {}

  /**
   * The documents of a text, without the empty ones. After a mistake in the syntax: those that
   * ended before it.
   *
   * @param source name of the text in positions
   * @param text printable characters only, as {@link Utf8#decode} leaves them
   */
  public static List<YamlNode> parse(String source, String text, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(source)
            .setCodePointLimit(Integer.MAX_VALUE)
            .setBufferSize(BUFFER_CHARACTERS)
            .build();
    List<YamlNode> documents = new ArrayList<>();
    try {
      Iterator<Event> events = new Parse(settings).parseString(text).iterator();
      Composer composer = new Composer(source, events, problems);
      while (events.hasNext()) {
        if (events.next() instanceof DocumentStartEvent) {
          add(composer.document(), documents);
        }
      }
    } catch (RefusedException e) {
      // Reported where it was found; the rest of the text is of no use.
    } catch (MarkedYamlEngineException e) {
      Position position =
          e.getProblemMark()
              .or(e::getContextMark)
              .map(mark -> new Position(source, mark.getLine() + 1, mark.getColumn() + 1, 1))
              .orElseGet(() -> Position.of(source));
      problems.error(position, "", "yaml-syntax", SyntaxMessage.of(e));
    } catch (RuntimeException e) {
      // The parser is not ours and the text is anyone's: whatever it stumbles over is a problem of
      // this text, not of the process.
      String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      problems.error(Position.of(source), "", "yaml-syntax", "not YAML: " + Quote.value(what));
    }
    return documents;
  }

  private static void add(YamlNode document, List<YamlNode> documents) {
    if (!(document instanceof YamlNode.Scalar scalar && scalar.isNull())) {
      documents.add(document);
    }
  }
}
