package io.sluice.app.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** An HTTP/1.1 response with status 2xx and a Content-Length; any other is wrong. */
final class HttpResponse implements ResponseReader {
  /*
   * A server sends the same head again and again: one that begins like the head before is that
   * head, which one vectorized comparison tells. Only another one is read line by line.
   */
  private static final int LONGEST_HEAD = 16 * 1024;

  private static final int USUAL_HEAD = 512;

  private byte[] head = new byte[USUAL_HEAD];
  private ByteBuffer known = ByteBuffer.wrap(head);
  private int knownLength;
  private int headLength;
  private boolean isHeadWhole;
  private long contentLength;
  private boolean isLast;
  private long bodyRead;

  @Override
  public void begin() {
    headLength = 0;
    isHeadWhole = false;
    bodyRead = 0;
  }

  @Override
  public State read(ByteBuffer bytes, int length) {
    int used = 0;
    if (!isHeadWhole) {
      used = isKnown(bytes, length) ? knownLength : readHead(bytes, length);
      if (used < 0) {
        return State.WRONG;
      }
      if (!isHeadWhole) {
        return State.PART;
      }
    }
    bodyRead += length - used;
    if (bodyRead > contentLength) {
      return State.WRONG;
    }
    if (bodyRead < contentLength) {
      return State.PART;
    }
    return isLast ? State.LAST : State.WHOLE;
  }

  @Override
  public long bytes() {
    return headLength + bodyRead;
  }

  private boolean isKnown(ByteBuffer bytes, int length) {
    if (knownLength == 0 || headLength > 0 || length < knownLength) {
      return false;
    }
    bytes.limit(length).position(0);
    known.limit(knownLength).position(0);
    int difference = known.mismatch(bytes);
    bytes.clear();
    if (difference >= 0 && difference < knownLength) {
      return false;
    }
    headLength = knownLength;
    isHeadWhole = true;
    return true;
  }

  /** The bytes that belong to the head, or -1 if there cannot be a good one. */
  private int readHead(ByteBuffer bytes, int length) {
    knownLength = 0;
    for (int i = 0; i < length; i++) {
      if (headLength == LONGEST_HEAD) {
        return -1;
      }
      if (headLength == head.length) {
        head = Arrays.copyOf(head, 2 * headLength);
        known = ByteBuffer.wrap(head);
      }
      head[headLength++] = bytes.get(i);
      if (head[headLength - 1] == '\n' && endsWithEmptyLine()) {
        isHeadWhole = parse();
        return isHeadWhole ? i + 1 : -1;
      }
    }
    return length;
  }

  private boolean endsWithEmptyLine() {
    return headLength >= 4
        && head[headLength - 2] == '\r'
        && head[headLength - 3] == '\n'
        && head[headLength - 4] == '\r';
  }

  private boolean parse() {
    String text = new String(head, 0, headLength, StandardCharsets.ISO_8859_1);
    String[] lines = text.toLowerCase(Locale.ROOT).split("\r\n", -1);
    contentLength = -1;
    isLast = false;
    for (String line : lines) {
      int colon = line.indexOf(':');
      String value = line.substring(colon + 1).strip();
      if (line.startsWith("content-length:") && value.matches("[0-9]{1,15}")) {
        contentLength = Long.parseLong(value);
      } else if (line.startsWith("connection:") && value.equals("close")) {
        isLast = true;
      }
    }
    boolean isGood = lines[0].matches("http/1\\.[01] 2[0-9]{2}( .*)?") && contentLength >= 0;
    knownLength = isGood ? headLength : 0;
    return isGood;
  }
}
