package dev.trafficcontrol.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;

/// Keeps out of the log what the server says, at length, of each client that leaves in the middle
/// of its headers: anybody who can connect could fill the log with it.
final class WithoutBrokenOffRequests extends Filter<ILoggingEvent> {

  @Override
  public FilterReply decide(ILoggingEvent event) {
    for (IThrowableProxy thrown = event.getThrowableProxy();
        thrown != null;
        thrown = thrown.getCause()) {
      if (thrown.getClassName().equals(InsufficientDataAvailableException.class.getName())) {
        return FilterReply.DENY;
      }
    }
    return FilterReply.NEUTRAL;
  }
}
