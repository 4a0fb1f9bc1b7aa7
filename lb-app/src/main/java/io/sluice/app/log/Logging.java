package io.sluice.app.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.LoggerFactory;

/**
 * Starts and stops the log of a process that stays.
 *
 * <p>Whoever logs only puts the event into a bounded queue; a thread of the log's own writes. When
 * standard error is slower than the events, informational ones are dropped first, then the rest:
 * the data plane never waits for a terminal or a pipe.
 */
public final class Logging {
  /* Enough for the burst of a reload that touches thousands of services. */
  private static final int QUEUE_SIZE = 8192;
  private static final int FLUSH_MILLIS = 2000;

  private Logging() {}

  /** Writes events from informational ones up in this format, from now on. */
  public static void start(LogFormat format) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    AsyncAppender queue = new AsyncAppender();
    queue.setContext(context);
    queue.setQueueSize(QUEUE_SIZE);
    queue.setNeverBlock(true);
    queue.setMaxFlushTime(FLUSH_MILLIS);
    queue.addAppender(standardError(context, format));
    attach(context, queue, Level.INFO);
  }

  /** Writes what is still queued, for at most two seconds; nothing is logged afterwards. */
  public static void stop() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }

  /** Runs something during which nothing of that name, or below it, is logged. */
  public static void mute(String name, Runnable action) {
    Logger logger = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(name);
    Level before = logger.getLevel();
    logger.setLevel(Level.OFF);
    try {
      action.run();
    } finally {
      logger.setLevel(before);
    }
  }

  static void attachDirect(LoggerContext context, Level level) {
    attach(context, standardError(context, LogFormat.TEXT), level);
  }

  private static void attach(LoggerContext context, Appender<ILoggingEvent> appender, Level level) {
    appender.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(level);
    root.addAppender(appender);
    // Netty tells its life story at INFO and below.
    context.getLogger("io.netty").setLevel(Level.WARN);
  }

  private static Appender<ILoggingEvent> standardError(LoggerContext context, LogFormat format) {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder(context, format));
    appender.start();
    return appender;
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogFormat format) {
    Encoder<ILoggingEvent> encoder =
        switch (format) {
          case TEXT -> new LineEncoder();
          case JSON -> jsonEncoder();
        };
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static JsonEncoder jsonEncoder() {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setWithContext(false);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithMarkers(false);
    encoder.setWithMDC(false);
    // The message with its arguments filled in, and not the template beside them.
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithFormattedMessage(true);
    return encoder;
  }
}
