package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import io.helidon.common.buffers.DataReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WithoutBrokenOffRequestsTest {

  private static FilterReply decide(@Nullable Throwable thrown) {
    LoggingEvent event =
        new LoggingEvent(
            "here",
            new LoggerContext().getLogger("server"),
            Level.WARN,
            "Internal server error",
            thrown,
            null);
    return new WithoutBrokenOffRequests().decide(event);
  }

  @Test
  void only_clients_that_left_in_the_middle_are_kept_out_of_the_log() {
    Throwable left = new DataReader.InsufficientDataAvailableException();
    assertThat(decide(new IllegalStateException("Internal error", left)))
        .isEqualTo(FilterReply.DENY);
    assertThat(decide(new IllegalStateException("Internal error"))).isEqualTo(FilterReply.NEUTRAL);
    assertThat(decide(null)).isEqualTo(FilterReply.NEUTRAL);
  }
}
