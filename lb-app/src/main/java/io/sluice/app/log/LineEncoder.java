package io.sluice.app.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.slf4j.event.KeyValuePair;

/**
 * An event as one line of text: time in UTC, level, message, {@code key=value} pairs.
 *
 * <p>Values may come from a client or a file that nobody vetted, so control characters are escaped
 * everywhere: an event cannot forge a second line, nor command a terminal.
 */
final class LineEncoder extends EncoderBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(160);
    TIME.formatTo(event.getInstant(), line);
    line.append(' ').append(event.getLevel());
    line.repeat(' ', 6 - event.getLevel().levelStr.length());
    appendEscaped(line, event.getFormattedMessage());
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        appendPair(line, pair.key, String.valueOf(pair.value));
      }
    }
    if (event.getThrowableProxy() != null) {
      appendPair(line, "exception", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return line.append('\n').toString().getBytes(UTF_8);
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  private static void appendPair(StringBuilder line, String key, String value) {
    line.append(' ').append(key).append('=');
    if (isWord(value)) {
      line.append(value);
      return;
    }
    line.append('"');
    appendEscaped(line, value.replace("\\", "\\\\").replace("\"", "\\\""));
    line.append('"');
  }

  private static boolean isWord(String value) {
    return !value.isEmpty()
        && value.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != '=');
  }

  private static void appendEscaped(StringBuilder line, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          if (isHarmless(c)) {
            line.append(c);
          } else {
            line.append(String.format("\\u%04x", (int) c));
          }
        }
      }
    }
  }

  /* Format characters turn text around on a terminal; a separator is a new line to some. */
  private static boolean isHarmless(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
