package dev.trafficcontrol.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.adapter.sql.DatabaseRefused;
import dev.trafficcontrol.adapter.sql.HeadFile;
import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.BookAudit;
import dev.trafficcontrol.ledger.BrokenInvariant;
import dev.trafficcontrol.ledger.Head;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import dev.trafficcontrol.testing.Attacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database with flipped bytes or without its end: refused by what is wrong with it, or as it
/// was; left as it is; and what stands before the damage can still be read.
class DamagedDatabaseTest {

  private static final int CALLS = 60;
  private static final int PAGE = 4_096;

  @TempDir private Path home;
  @TempDir private Path scratch;
  private Path file;
  private byte[] whole;
  private final List<Head> heads = new ArrayList<>(List.of(Head.EMPTY));
  private BookAudit.Finding.Sound truth;

  @BeforeEach
  void spend_some() throws Exception {
    try (StoredMoney money = StoredMoney.open(home)) {
      money.mint("1");
      for (int call = 0; call < CALLS; call++) {
        money.spend("0.01");
      }
    }
    truth =
        (BookAudit.Finding.Sound)
            BookAudit.audit(new BookAsFound(home), batch -> heads.add(batch.head()));
    whole = Files.readAllBytes(home.resolve(DatabaseFile.NAME));
    Files.copy(home.resolve(HeadFile.NAME), scratch.resolve(HeadFile.NAME));
    file = scratch.resolve(DatabaseFile.NAME);
  }

  @Test
  void bytes_that_are_flipped_in_any_page_are_refused_or_change_no_money() throws Exception {
    int seeds = Attacks.times(1, 40);
    int refused = 0;
    for (int page = 0; page < whole.length / PAGE; page++) {
      for (int seed = 0; seed < seeds; seed++) {
        refused += isRefused(flipped(page, new Random(seed * 1_000L + page))) ? 1 : 0;
      }
    }
    assertThat(refused).as("otherwise nothing was hit").isGreaterThan(whole.length / PAGE / 10);
  }

  @Test
  void a_database_without_its_end_is_refused_wherever_it_was_cut() throws Exception {
    for (int length = PAGE / 2; length < whole.length; length += 3 * PAGE + PAGE / 2) {
      assertThat(isRefused(Arrays.copyOf(whole, length))).as("cut at %d", length).isTrue();
    }
  }

  private byte[] flipped(int page, Random random) {
    byte[] bytes = whole.clone();
    for (int flip = 1 + random.nextInt(8); flip > 0; flip--) {
      bytes[page * PAGE + random.nextInt(PAGE)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  /// Opens it as a daemon does. Where that works, all is as it was.
  private boolean isRefused(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    Files.deleteIfExists(scratch.resolve(DatabaseFile.NAME + "-wal"));
    Files.deleteIfExists(scratch.resolve(DatabaseFile.NAME + "-shm"));
    boolean refused = false;
    try (StoredMoney money = StoredMoney.open(scratch)) {
      assertThat(money.ledger.totalSpent()).isEqualTo(truth.spent());
    } catch (DatabaseRefused | StoreUnavailable | LedgerUnavailable | BrokenInvariant named) {
      assertThat(named.getMessage())
          .containsAnyOf("damage", "malformed", "corrupt", "batch", "not a", "stamp");
      refused = true;
    }
    assertThat(Files.readAllBytes(file)).as("the file is left as it was").isEqualTo(bytes);
    assertThatWhatIsSoundIsTrue();
    return refused;
  }

  /// A damaged book is sound up to a batch that was really written, with that very hash.
  private void assertThatWhatIsSoundIsTrue() {
    List<Batch> sound = new ArrayList<>();
    switch (BookAudit.audit(new BookAsFound(scratch), sound::add)) {
      case BookAudit.Finding.Sound all -> assertThat(heads).contains(all.head());
      case BookAudit.Finding.Damaged(Head lastGood, String what, _) -> {
        assertThat(heads).contains(lastGood);
        assertThat(sound).hasSize((int) lastGood.number());
        assertThat(what).isNotBlank();
      }
    }
  }
}
