package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.adapter.sqlite.SqliteBench;
import dev.trafficcontrol.adapter.sqlite.SqliteBook;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Many runs, each with a key of its own and alone far below its own limits, in one project whose
/// budget they share.
final class SharedCapTest {

  /// So many answers of about a cent each that twenty runs alone want twice the lower cap.
  private static final int CALLS = 6;

  /// 2,000 tokens of answer at $10 a million, and a few of question.
  private static final Money WORST_CASE = Money.ofUsd("0.021");

  @TempDir Path home;

  @ParameterizedTest(name = "{0} runs under ${1}")
  @CsvSource({"20, 0.50", "200, 2.00"})
  void F25_concurrent_runs_never_pass_a_shared_cap_and_leave_no_room_unused(int runs, String cap)
      throws Exception {
    SimulatorOptions talkative =
        SimulatorOptions.defaults()
            .withScript("{\"rules\":[{\"reply\":[{\"text_tokens\":1000}]}]}");
    try (SqliteDatabase database = SqliteBench.open(home);
        SqliteBook book = SqliteBook.open(database, home);
        GatewayRig rig = new GatewayRig(talkative, book)) {
      rig.budget("project:P", Window.TOTAL, cap);
      List<Callable<Integer>> work = new ArrayList<>();
      for (int run = 1; run <= runs; run++) {
        KeySecret key = rig.run(run);
        work.add(() -> callsUntilRefused(rig, key, "budget project:P/total"));
      }
      int answered = 0;
      try (ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Integer> run : agents.invokeAll(work)) {
          answered += run.get();
        }
      }
      Money limit = Money.ofUsd(cap);
      assertThat(answered).as("wanted more than the cap allows").isLessThan(runs * CALLS);
      assertThat(rig.bill()).isLessThanOrEqualTo(limit);
      rig.assertBillIsBook();
      assertThat(rig.bill().plus(WORST_CASE))
          .as("nothing more would have fit")
          .isGreaterThan(limit);
    }
  }

  /// How many answers it got before it was told that the budget is used up.
  private static int callsUntilRefused(GatewayRig rig, KeySecret key, String budget) {
    String ask = GatewayRig.ask("claude-sonnet-5-5", 2000, true, "go on");
    for (int call = 0; call < CALLS; call++) {
      HttpResponse<String> answer = rig.messages(key, ask);
      if (answer.statusCode() != 200) {
        assertThat(answer.body()).contains("billing_error").contains(budget);
        return call;
      }
    }
    return CALLS;
  }

  @ParameterizedTest(name = "{0} at once")
  @CsvSource("30")
  void F70_whatever_a_run_spawns_is_charged_to_it_and_its_cap_holds(int helpers) throws Exception {
    try (GatewayRig rig = GatewayRig.scripted("{\"reply\":[{\"text_tokens\":1000}]}")) {
      rig.budget("run:*", Window.TOTAL, "0.40");
      KeySecret key = rig.run(1);
      try (ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
        Callable<Integer> helper = () -> callsUntilRefused(rig, key, "budget run:R1/total");
        for (Future<Integer> each : agents.invokeAll(Collections.nCopies(helpers, helper))) {
          each.get();
        }
      }
      assertThat(rig.bill()).isLessThanOrEqualTo(Money.ofUsd("0.40"));
      rig.assertBillIsBook();
      assertThat(rig.bill().plus(WORST_CASE)).isGreaterThan(Money.ofUsd("0.40"));
    }
  }
}
