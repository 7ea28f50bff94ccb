package com.example.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trafficcontrol.junit.Call;
import dev.trafficcontrol.junit.TrafficControl;
import dev.trafficcontrol.junit.TrafficControlTest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Tests that ask for a TrafficControl in every way there is, and wrongly.
public final class AskingSamples {

  private AskingSamples() {}

  @TrafficControlTest(limit = "0.5")
  public static final class Everywhere {

    private final TrafficControl traffic;
    private boolean isSet;

    Everywhere(TrafficControl traffic) {
      this.traffic = traffic;
    }

    @BeforeEach
    void set_up(TrafficControl same) {
      assertSame(traffic, same);
      isSet = true;
    }

    @Test
    void in_a_test(TrafficControl same) {
      assertSame(traffic, same);
      assertTrue(isSet);
    }

    @AfterEach
    void tear_down(TrafficControl same) {
      assertSame(traffic, same);
      assertTrue(Files.exists(same.home()));
    }

    @Nested
    final class Inside {

      @Test
      void in_a_nested_test(TrafficControl inner) throws Exception {
        assertSame(traffic, inner);
        assertEquals(200, Agent.asks(inner));
      }

      @TrafficControlTest(limit = "0")
      void with_an_order_of_its_own(TrafficControl inner) throws Exception {
        assertEquals(429, Agent.asks(inner));
        assertEquals(List.of(), inner.calls());
        assertEquals(new BigDecimal("0.00"), inner.spent());
      }
    }
  }

  @TrafficControlTest
  public static final class Scripted {

    @Test
    void ends_of_calls_are_told_apart(TrafficControl traffic) throws Exception {
      assertEquals(200, Agent.asks(traffic));
      traffic.script(
          """
          {"rules": [{"reply": [{"error": {"status": 529, "type": "overloaded_error", "retry_after": 0}}]}]}
          """);
      Agent.asks(traffic);
      traffic.script(
          """
          {"rules": [{"reply": [{"foreign": {"status": 504, "billed": "nothing"}}]}]}
          """);
      Agent.asks(traffic);

      List<Call> calls = traffic.calls();
      assertEquals(
          List.of(Call.End.METERED, Call.End.FREE, Call.End.UNKNOWN),
          calls.stream().map(Call::end).toList());
      assertEquals(traffic.billed(), calls.getFirst().cost());
      assertEquals(calls.getLast().held(), calls.getLast().cost());
      BigDecimal all = calls.stream().map(Call::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
      assertEquals(traffic.spent(), all);
    }
  }

  @TrafficControlTest
  public static final class WithAProcess {

    @Test
    void it_has_nothing_of_this_machine(TrafficControl traffic) throws Exception {
      Map<String, String> given = traffic.environment();
      ProcessBuilder builder =
          new ProcessBuilder("sh", "-c", "echo kept > \"$HOME/note\"; env")
              .redirectErrorStream(true);
      builder.environment().clear();
      builder.environment().putAll(given);
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), said);

      assertTrue(said.contains("ANTHROPIC_BASE_URL=" + traffic.gateway()), said);
      assertTrue(said.contains("OPENAI_BASE_URL=" + traffic.gateway() + "/v1"), said);
      assertTrue(said.contains("ANTHROPIC_API_KEY=" + traffic.key()), said);
      assertTrue(said.contains("TRAFFICCONTROL_HOME=" + traffic.home()), said);
      Path home = Path.of(given.getOrDefault("HOME", ""));
      assertNotEquals(System.getProperty("user.home"), home.toString());
      assertTrue(Files.exists(home.resolve("note")));
    }

    @Test
    void nothing_is_set_for_the_whole_process(TrafficControl traffic) {
      assertTrue(Files.exists(traffic.home()));
      assertNull(System.getProperty("org.sqlite.tmpdir"));
    }
  }

  public static final class Wrongly {

    @TrafficControlTest(limit = "a dollar")
    void by_no_amount(TrafficControl traffic) {}

    @TrafficControlTest(limit = "10.01")
    void by_too_much(TrafficControl traffic) {}

    @TrafficControlTest(script = "{\"rules\": [{\"contains\": \"Hello\", \"reply\": []}]}")
    void by_a_script_that_is_none(TrafficControl traffic) {}
  }

  @TrafficControlTest
  public static final class TooEarly {

    @BeforeAll
    static void set_up(TrafficControl traffic) {}

    @Test
    void never_reached() {}
  }
}
