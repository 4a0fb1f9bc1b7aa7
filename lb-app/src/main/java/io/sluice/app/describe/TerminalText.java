package io.sluice.app.describe;

/** Keeps what somebody wrote into an object from steering the terminal that shows it. */
final class TerminalText {
  private TerminalText() {}

  /** The text with escape and carriage return made visible, as kubectl does. */
  static String escaped(String text) {
    return text.replace("\u001b", "^[").replace("\r", "\\r");
  }
}
