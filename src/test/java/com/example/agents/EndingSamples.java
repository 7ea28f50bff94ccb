package com.example.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.trafficcontrol.junit.Check;
import dev.trafficcontrol.junit.Sightings;
import dev.trafficcontrol.junit.TrafficControl;
import dev.trafficcontrol.junit.TrafficControlTest;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Tests that end in every way there is.
public final class EndingSamples {

  static final String SILENCE =
      """
      {"rules": [{"reply": [{"silence": {"ms": 600000}}]}]}
      """;

  private EndingSamples() {}

  @TrafficControlTest
  public static final class Ends {

    @BeforeEach
    void look(TrafficControl traffic) {
      Sightings.note(traffic);
    }

    @Test
    void well(TrafficControl traffic) throws Exception {
      assertEquals(200, Agent.asks(traffic));
    }

    @Test
    void by_a_failed_assertion(TrafficControl traffic) throws Exception {
      Agent.asks(traffic);
      fail("as expected");
    }

    @Test
    void by_an_exception_in_the_middle_of_a_call(TrafficControl traffic) {
      traffic.script(SILENCE);
      Agent.leavesOpen(traffic);
      throw new IllegalStateException("as expected");
    }

    @Test
    void interrupted(TrafficControl traffic) throws Exception {
      Agent.asks(traffic);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("as expected");
    }
  }

  @TrafficControlTest(script = SILENCE)
  public static final class LeavesACallOpen {

    @Test
    void and_does_not_say_so(TrafficControl traffic) {
      Sightings.note(traffic);
      Agent.leavesOpen(traffic);
    }

    @TrafficControlTest(script = SILENCE, check = Check.NOTHING)
    void and_says_so(TrafficControl traffic) {
      Sightings.note(traffic);
      Agent.leavesOpen(traffic);
    }
  }

  @TrafficControlTest
  public static final class GoesRoundTheGateway {

    @Test
    void once(TrafficControl traffic) throws Exception {
      Sightings.note(traffic);
      assertEquals(200, Agent.asks(traffic));
      assertEquals(200, Sightings.asksTheProvider(traffic));
    }
  }

  @TrafficControlTest
  @ExtendWith(SetUpOfAnother.class)
  public static final class IsNeverReached {

    IsNeverReached(TrafficControl traffic) {
      Sightings.note(traffic);
    }

    @Test
    void because_another_extension_fails() {}
  }

  /// Comes after ours.
  static final class SetUpOfAnother implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext test) {
      throw new IllegalStateException("as expected");
    }
  }

  /// Each waits for the others, so that all are there at once.
  @TrafficControlTest
  public static final class AtOnce {

    private static final int TESTS = 3;
    private static final CyclicBarrier ALL_THERE = new CyclicBarrier(TESTS);

    @Test
    void first(TrafficControl traffic) throws Exception {
      spend(traffic, 1);
    }

    @Test
    void second(TrafficControl traffic) throws Exception {
      spend(traffic, 2);
    }

    @Test
    void third(TrafficControl traffic) throws Exception {
      spend(traffic, 3);
    }

    private static void spend(TrafficControl traffic, int calls) throws Exception {
      Sightings.note(traffic);
      ALL_THERE.await(1, TimeUnit.MINUTES);
      for (int call = 0; call < calls; call++) {
        assertEquals(200, Agent.asks(traffic));
      }
      ALL_THERE.await(1, TimeUnit.MINUTES);
      assertEquals(calls, traffic.calls().size());
      assertEquals(traffic.billed(), traffic.spent());
    }
  }
}
