package io.sluice.app.describe;

import java.util.ArrayList;
import java.util.List;

/** A list of which only the first three items are shown, with a count of the others. */
final class ShortList {
  private static final int SHOWN = 3;

  private final List<String> shown = new ArrayList<>();
  private int count;
  private boolean isCut;

  /** Adds an item. */
  void add(String item) {
    cutIfFull();
    if (!isCut) {
      shown.add(item);
    }
    count++;
  }

  /**
   * Says that another candidate was looked at. The text is cut from then on if it is full, even if
   * the candidate turns out not to be added: kubectl then prints {@code + 0 more...}.
   */
  void cutIfFull() {
    isCut |= shown.size() == SHOWN;
  }

  /** The items joined by commas; empty when there are none. */
  String text() {
    String joined = String.join(",", shown);
    return isCut ? joined + " + " + (count - SHOWN) + " more..." : joined;
  }

  /** The items joined by commas, or another text when that is empty. */
  String textOr(String none) {
    String text = text();
    return text.isEmpty() ? none : text;
  }
}
