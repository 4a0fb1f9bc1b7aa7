package io.sluice.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

final class LineEncoderTest {
  private static final LoggerContext CONTEXT = new LoggerContext();

  @Test
  void eventIsTimeLevelMessageAndPairs() {
    LoggingEvent event = event("configuration reloaded", null);
    event.addKeyValuePair(new KeyValuePair("services", 3));
    event.addKeyValuePair(new KeyValuePair("reason", "two words"));
    assertThat(line(event))
        .isEqualTo(
            "2026-11-23T08:35:57.123Z INFO  configuration reloaded services=3"
                + " reason=\"two words\"\n");
  }

  @Test
  void eventCannotForgeASecondLineNorCommandATerminal() {
    LoggingEvent event = event("first\n2026 ERROR second\u001b[2J\u202e", null);
    event.addKeyValuePair(new KeyValuePair("path", "a\" b=\"c\r\n"));
    assertThat(line(event))
        .endsWith("first\\n2026 ERROR second\\u001b[2J\\u202e path=\"a\\\" b=\\\"c\\r\\n\"\n")
        .hasLineCount(1);
  }

  @Test
  void exceptionStaysOnItsLine() {
    assertThat(line(event("failed", new IllegalStateException("why"))))
        .contains("failed exception=\"java.lang.IllegalStateException: why\\n\\tat ")
        .hasLineCount(1);
  }

  private static LoggingEvent event(String message, @Nullable Throwable cause) {
    LoggingEvent event =
        new LoggingEvent(
            LineEncoderTest.class.getName(),
            CONTEXT.getLogger("test"),
            Level.INFO,
            message,
            cause,
            null);
    event.setInstant(Instant.parse("2026-11-23T08:35:57.123456Z"));
    return event;
  }

  private static String line(LoggingEvent event) {
    return new String(new LineEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
