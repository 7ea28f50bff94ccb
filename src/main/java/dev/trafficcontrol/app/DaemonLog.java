package dev.trafficcontrol.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import dev.trafficcontrol.app.home.Home;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// The daemon's log: a file in the home that rotates by size. Commands print, and log nothing.
final class DaemonLog {

  private static final long LARGEST_FILE = 10L << 20;
  private static final int OLD_FILES = 5;

  /// The library's own minute is time enough to fill a disk.
  private static final double BETWEEN_LOOKS_MILLIS = 1;

  private DaemonLog() {}

  static void start(Home home) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return; // another logging framework was put on the class path, and is its owner's to set up
    }
    String file = home.logs().resolve("daemon.log").toString();
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setName("daemon");
    appender.setFile(file);
    FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
    rolling.setContext(context);
    rolling.setParent(appender);
    rolling.setMinIndex(1);
    rolling.setMaxIndex(OLD_FILES);
    rolling.setFileNamePattern(file + ".%i");
    rolling.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> full = new SizeBasedTriggeringPolicy<>();
    full.setContext(context);
    full.setMaxFileSize(new FileSize(LARGEST_FILE));
    full.setCheckIncrement(Duration.buildByMilliseconds(BETWEEN_LOOKS_MILLIS));
    full.start();
    PatternLayoutEncoder lines = new PatternLayoutEncoder();
    lines.setContext(context);
    lines.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level [%thread] %logger{0}: %msg%n");
    lines.start();
    appender.setRollingPolicy(rolling);
    appender.setTriggeringPolicy(full);
    appender.setEncoder(lines);
    appender.addFilter(new WithoutBrokenOffRequests());
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(appender);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }
}
