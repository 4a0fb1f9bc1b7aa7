package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A table of objects, one row each, as {@code kubectl get} prints it. */
final class Table {
  /** How many columns to show. */
  enum Width {
    NARROW,
    WIDE
  }

  private Table() {}

  /** The table, with its headers; nothing at all when there are no objects. */
  static String text(Listing listing, Width width, Instant now) {
    if (listing.objects().isEmpty()) {
      return "";
    }
    boolean hasNamespaces = listing instanceof Listing.AllNamespaces;
    Columns columns = listing.resource().columns();
    int shown = columns.headers().size() - (width == Width.WIDE ? 0 : columns.wideOnly());
    TabWriter out = TabWriter.ofTable();
    out.line(row(hasNamespaces, "NAMESPACE", columns.headers().subList(0, shown)));
    for (JsonNode object : listing.objects()) {
      String namespace = object.path("metadata").path("namespace").asText("");
      List<String> cells = columns.cells(object, now).subList(0, shown);
      out.line(row(hasNamespaces, namespace, cells));
    }
    return out.aligned();
  }

  private static List<String> row(boolean hasNamespaces, String namespace, List<String> cells) {
    List<String> row = new ArrayList<>();
    if (hasNamespaces) {
      row.add(namespace);
    }
    for (String cell : cells) {
      row.add(firstLine(TerminalText.escaped(cell)));
    }
    return row;
  }

  private static String firstLine(String cell) {
    int end = cell.indexOf('\n');
    return end < 0 ? cell : cell.substring(0, end) + "...";
  }
}
