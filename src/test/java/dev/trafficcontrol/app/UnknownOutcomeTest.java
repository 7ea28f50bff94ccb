package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.cli.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A call whose daemon died over it, and what its owner does about that.
class UnknownOutcomeTest {

  private static final String NOBODYS = "0".repeat(32);

  @TempDir Path directory;

  private SlowProvider provider;
  private Shell shell;

  @BeforeEach
  void makeHome() throws IOException {
    provider = new SlowProvider();
    shell =
        new Shell(directory.resolve("home"))
            .with("ANTHROPIC_API_KEY", "sk-ant-nobody")
            .with("TRAFFICCONTROL_PROVIDERS_ANTHROPIC_BASE_URL", provider.url().toString());
    assertThat(shell.run("init").exit()).isZero();
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void what_a_dead_daemon_left_is_charged_in_full_until_its_owner_reconciles_it() throws Exception {
    Facts key = shell.facts("key", "create", "--name", "test", "--limit", "1");
    try (DaemonProcess daemon = DaemonProcess.start(shell)) {
      var _ = SlowProvider.call(daemon.gateway().resolve("/v1/messages"), key.text("key"));
      provider.awaitCall();
      daemon.killHard();
    }
    Facts unknown = shell.facts("ledger", "list", "--unknown");
    Facts lost = unknown.objects("unknown").getFirst();
    assertThat(lost.values()).containsEntry("key", key.text("id"));
    assertThat(lost.texts("models")).containsExactly("claude-sonnet-5-5");
    assertThat(lost.text("why")).contains("daemon", "died");
    assertThat(unknown.text("total")).isEqualTo(shell.facts("cost").text("total"));
    assertThat(shell.run("ledger", "list", "--unknown").out())
        .contains(lost.text("hold"), "$" + lost.text("charged"), "ledger reconcile");

    Facts done = reconcile(lost.text("hold"), "0.000000123").json();
    assertThat(done.text("before")).isEqualTo(lost.text("charged"));
    assertThat(done.truth("overrun")).isFalse();

    assertThat(shell.facts("cost").text("total")).isEqualTo("0.000000123");
    assertThat(shell.facts("budget", "list").objects("budgets"))
        .filteredOn(budget -> budget.text("scope").equals("key:" + key.text("id")))
        .allSatisfy(budget -> assertThat(budget.text("spent")).isEqualTo("0.000000123"));
    assertThat(shell.facts("ledger", "list", "--unknown").objects("unknown")).isEmpty();
    assertThat(shell.run("ledger", "list").out())
        .contains("corrected from $" + lost.text("charged") + " to $0.000000123 by ", "the bill");
    assertThat(shell.facts("ledger", "verify").truth("sound")).isTrue();
    assertRefusal(
        reconcile(lost.text("hold"), "0.2"), 1, "corrected to $0.000000123", "--instead-of");
  }

  @Test
  void what_can_not_be_reconciled_is_refused_with_the_reason_and_what_to_do() throws IOException {
    assertRefusal(reconcile(NOBODYS, "0.1"), 1, "has no hold", "ledger list --unknown");
    assertRefusal(reconcile("7", "0.1"), 2, "32 hex digits");
    assertRefusal(reconcile(NOBODYS, "-1"), 2, "'-1'");
    Files.delete(shell.home().ownerToken());
    assertRefusal(reconcile(NOBODYS, "0.1"), 1, "owner's token");
  }

  private Shell.Result reconcile(String hold, String cost) {
    return shell.run(
        "ledger", "reconcile", "--hold", hold, "--cost", cost, "--reason", "the bill", "--json");
  }

  private static void assertRefusal(Shell.Result result, int exit, String... words) {
    assertThat(result.exit()).as(result.toString()).isEqualTo(exit);
    for (String part : List.of("Error: ", "\nWhy:   ", "\nFix:   ")) {
      assertThat(result.err()).contains(part);
    }
    assertThat(result.err()).contains(words);
  }
}
