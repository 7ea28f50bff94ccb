package dev.trafficcontrol.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;

/// What logging is until a daemon says otherwise: off. Found by logback itself, and quicker than
/// any file it would read. In a process of somebody who set up logging it has no say.
public final class QuietLogging extends ContextAwareBase implements Configurator {

  private static final String FILE_VARIABLE = "logback.configurationFile";
  private static final List<String> FILES = List.of("/logback-test.xml", "/logback.xml");

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (isSetUp()) {
      return ExecutionStatus.NEUTRAL;
    }
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static boolean isSetUp() {
    return System.getProperty(FILE_VARIABLE) != null
        || FILES.stream().anyMatch(file -> QuietLogging.class.getResource(file) != null);
  }
}
