package io.sluice.config.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problems;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Locale;

/** Bytes to text: strict UTF-8, printable characters only, without the byte order mark. */
public final class Utf8 {
  private static final char BYTE_ORDER_MARK = '\ufeff';
  private static final char REPLACEMENT = '\ufffd';

  private Utf8() {}

  /**
   * What the bytes spell.
   *
   * @param text the text; with replacement characters where the bytes are not UTF-8
   * @param isUsable whether nothing was reported
   */
  public record Decoded(String text, boolean isUsable) {}

  /** Decodes a whole source; the first byte or character that may not be there is reported. */
  public static Decoded decode(String source, byte[] bytes, Problems problems) {
    String text = new String(bytes, UTF_8);
    // Replacement characters may be the writer's own, so only a strict decoder knows.
    int malformed = text.indexOf(REPLACEMENT) < 0 ? -1 : malformedAt(bytes);
    String shown = withoutMark(text);
    if (malformed >= 0) {
      String before = withoutMark(new String(bytes, 0, malformed, UTF_8));
      String message =
          String.format(
              Locale.ROOT,
              "byte 0x%02x is not UTF-8; save the file as UTF-8",
              bytes[malformed] & 0xff);
      problems.error(positionAfter(source, before), "", "utf-8", message);
      return new Decoded(shown, false);
    }
    int unprintable = unprintableAt(shown);
    if (unprintable >= 0) {
      String message =
          String.format(
              Locale.ROOT,
              "character U+%04X may not stand in a file; in double quotes, write it as an escape",
              shown.codePointAt(unprintable));
      Position position = positionAfter(source, shown.substring(0, unprintable));
      problems.error(position, "", "unprintable", message);
      return new Decoded(shown, false);
    }
    return new Decoded(shown, true);
  }

  private static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  private static int malformedAt(byte[] bytes) {
    CharsetDecoder decoder = UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(8192);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isError()) {
        return in.position();
      }
      if (result.isUnderflow()) {
        return -1;
      }
      out.clear();
    }
  }

  private static int unprintableAt(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPlain = (c >= ' ' && c < 0x7f) || c == '\n' || c == '\r' || c == '\t';
      if (!isPlain && !isPrintable(c)) {
        return i;
      }
    }
    return -1;
  }

  /** YAML's printable characters beyond ASCII. Decoded UTF-8 has surrogates in pairs only. */
  private static boolean isPrintable(char c) {
    return c == 0x85 || (c >= 0xa0 && c < 0xfffe && c != BYTE_ORDER_MARK);
  }

  private static Position positionAfter(String source, String before) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < before.length(); i++) {
      char c = before.charAt(i);
      boolean endsLine =
          c == '\n' || (c == '\r' && (i + 1 == before.length() || before.charAt(i + 1) != '\n'));
      if (endsLine) {
        line++;
        lineStart = i + 1;
      }
    }
    int column = before.codePointCount(lineStart, before.length()) + 1;
    return new Position(source, line, column, 1);
  }
}
