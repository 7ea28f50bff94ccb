package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.testing.Attacks;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// The ledger's core against [LedgerOracle], in scripts that are drawn by seed. A script that fails
/// is made small and printed; it belongs into [KeptScriptsTest] then.
///
/// Fifty million commands: `-Dtrafficcontrol.attacks=long`. One seed: `-Dtrafficcontrol.seed=7`.
class LedgerModelTest {

  private static final int SCRIPTS = 6_400;
  private static final int SCRIPTS_WHEN_LONG = 320_000;

  @Test
  void whatever_is_asked_the_ledger_answers_and_shows_what_a_naive_oracle_does() {
    AtomicLong commands = new AtomicLong();
    Attacks.seeds(SCRIPTS, SCRIPTS_WHEN_LONG)
        .parallel()
        .forEach(seed -> {
          ModelScript script = RandomScript.of(seed);
          script.lines().forEach(line -> commands.addAndGet(line.split(" & ").length));
          check(seed, script);
        });
    if (Attacks.seeds(SCRIPTS, SCRIPTS_WHEN_LONG).count() >= SCRIPTS) {
      assertThat(commands.get()).isGreaterThanOrEqualTo(1_000_000);
    }
  }

  private static void check(long seed, ModelScript script) {
    try {
      ModelRun.play(script);
    } catch (AssertionError different) {
      if (Attacks.isBrief()) {
        throw different;
      }
      ModelScript small = ShrunkScript.of(script, LedgerModelTest::fails);
      throw new AssertionError(
          "seed %d: %s\nas small as it gets, %d lines; keep it in KeptScriptsTest:\n%s\n"
              .formatted(seed, message(small), small.lines().size(), small),
          different);
    }
  }

  private static boolean fails(ModelScript script) {
    return !message(script).isEmpty();
  }

  private static String message(ModelScript script) {
    try {
      ModelRun.play(script);
      return "";
    } catch (AssertionError different) {
      return String.valueOf(different.getMessage());
    }
  }
}
