package io.sluice.app.describe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The {@code Annotations:} rows of a described object. */
final class Annotations {
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  // In bytes of UTF-8, as kubectl counts.
  private static final int LONGEST = 140;

  private Annotations() {}

  /** Adds the rows: one for a short value, one for each line of a long one, cut to a length. */
  static void write(TextMap annotations, TabWriter out) {
    List<String> rows = new ArrayList<>();
    for (Map.Entry<String, String> entry : annotations.entries().entrySet()) {
      if (!entry.getKey().equals(LAST_APPLIED)) {
        addRows(entry.getKey(), entry.getValue(), rows);
      }
    }
    String label = "Annotations:";
    for (String row : rows.isEmpty() ? List.of("<none>") : rows) {
      out.line(label, row);
      label = "";
    }
  }

  private static void addRows(String key, String written, List<String> rows) {
    String value = written.endsWith("\n") ? written.substring(0, written.length() - 1) : written;
    if (bytes(value) + bytes(key) + 2 <= LONGEST && value.indexOf('\n') < 0) {
      rows.add(TerminalText.escaped(key + ": " + value));
      return;
    }
    rows.add(TerminalText.escaped(key + ":"));
    for (String line : value.split("\n", -1)) {
      rows.add("  " + TerminalText.escaped(shortened(line)));
    }
  }

  private static String shortened(String line) {
    int longest = LONGEST - 2;
    if (bytes(line) <= longest) {
      return line;
    }
    int end = 0;
    for (int taken = 0; ; end += Character.charCount(line.codePointAt(end))) {
      taken += bytes(Character.toString(line.codePointAt(end)));
      if (taken > longest) {
        return line.substring(0, end) + "...";
      }
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
