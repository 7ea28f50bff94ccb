package dev.trafficcontrol.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.trafficcontrol.ledger.BookAudit;
import dev.trafficcontrol.ledger.EndReply;
import dev.trafficcontrol.ledger.Hold;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.Refusal;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.testing.Program;
import dev.trafficcontrol.testing.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real disk that is really full. Skipped where mounting is not allowed, as in most containers.
@Timeout(60)
class FullDiskTest {

  private static final int MEGABYTES = 3;
  private static final int CALLS = 5_000;
  private static final String CALL = "0.0001";

  @TempDir private Path home;
  private SmallDisk disk;

  @BeforeEach
  void mount() throws Exception {
    assumeTrue(Program.MOUNT.works(), Program.MOUNT.howToGet());
    disk = SmallDisk.mount(home, MEGABYTES);
  }

  @AfterEach
  void unmount() throws Exception {
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void F09_a_full_disk_refuses_holds_loses_nothing_acknowledged_and_goes_on_once_there_is_room()
      throws Exception {
    Money known;
    try (StoredMoney money = StoredMoney.open(home);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      money.mint("1");
      money.spend(CALL);
      HoldRequest inFlight = money.call(CALL);
      assertThat(money.ledger.hold(inFlight)).isInstanceOf(HoldReply.Held.class);
      disk.fill();

      assertThat(untilRefused(money))
          .isInstanceOfSatisfying(
              Refusal.Unavailable.class, why -> assertThat(why.why()).contains("full"));
      known = spentAndHeld(money);
      Future<EndReply> settled =
          callers.submit(() -> money.ledger.settle(inFlight.id(), inFlight.amount(), null));
      disk.free();

      assertThat(settled.get()).isInstanceOf(EndReply.Ended.class);
      assertThat(spentAndHeld(money)).isEqualTo(known);
      await().until(() -> money.spend(CALL));
      known = known.plus(Money.ofUsd(CALL));
    }
    try (StoredMoney money = StoredMoney.open(home)) {
      assertThat(money.ledger.totalSpent())
          .as("with what was still open, which the next start charges")
          .isEqualTo(known);
    }
    assertThat(BookAudit.audit(new BookAsFound(home))).isInstanceOf(BookAudit.Finding.Sound.class);
  }

  @Test
  void a_start_on_a_full_disk_changes_nothing_and_the_next_one_with_room_works() throws Exception {
    try (StoredMoney money = StoredMoney.open(home)) {
      money.mint("1");
      money.ledger.hold(money.call(CALL));
    }
    disk.fill();
    assertThatThrownBy(() -> StoredMoney.open(home).close()).hasMessageContaining("full");
    disk.free();
    try (StoredMoney money = StoredMoney.open(home)) {
      assertThat(money.ledger.totalSpent()).isEqualTo(Money.ofUsd(CALL));
      assertThat(money.spend(CALL)).isTrue();
    }
  }

  @Test
  void a_read_only_disk_refuses_the_start_and_the_file_is_left_as_it_was() throws Exception {
    try (StoredMoney money = StoredMoney.open(home)) {
      money.mint("1");
      money.spend(CALL);
    }
    byte[] before = Files.readAllBytes(home.resolve(DatabaseFile.NAME));
    disk.remount("ro");
    assertThatThrownBy(() -> StoredMoney.open(home).close()).hasMessageContaining("read-only");
    assertThat(Files.readAllBytes(home.resolve(DatabaseFile.NAME))).isEqualTo(before);
    disk.remount("rw");
    try (StoredMoney money = StoredMoney.open(home)) {
      assertThat(money.spend(CALL)).isTrue();
    }
  }

  private static Money spentAndHeld(StoredMoney money) {
    return money.ledger.openHolds().stream()
        .map(Hold::amount)
        .reduce(money.ledger.totalSpent(), Money::plus);
  }

  /// What fits into the log that is there already is still written.
  private static Refusal untilRefused(StoredMoney money) throws InterruptedException {
    for (int call = 0; call < CALLS; call++) {
      if (money.ledger.hold(money.call(CALL)) instanceof HoldReply.Refused(Refusal why)) {
        return why;
      }
    }
    throw new AssertionError("the disk never got full");
  }
}
