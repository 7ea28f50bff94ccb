package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads a whole book anew, and says whether it can be believed: the chain, that each hold ended
/// once, that no grant went above a limit, and what every budget must show.
public final class BookAudit {

  /// What an audit found.
  public sealed interface Finding {

    /// @param budgets what the last batch that touched a budget must have left in the store
    record Sound(Head head, int openHolds, Money held, Money spent, List<BudgetView> budgets)
        implements Finding {

      public Sound {
        budgets = List.copyOf(budgets);
      }
    }

    /// @param lastGood the head before the first damaged batch: everything up to it is sound
    record Damaged(Head lastGood, String what) implements Finding {}
  }

  private final LoadedBook loaded = LoadedBook.empty();
  private final Map<BudgetId, BudgetView> projected = new LinkedHashMap<>();
  private final List<Finding.Damaged> damage = new ArrayList<>();

  private final Consumer<Batch> sound;

  private final Optional<Checkpoint> checkpoint;

  private BookAudit(Consumer<Batch> sound, Optional<Checkpoint> checkpoint) {
    this.sound = sound;
    this.checkpoint = checkpoint;
  }

  public static Finding audit(Book book) {
    return audit(book, batch -> {});
  }

  /// Hands each batch that is sound to `sound`, up to the first that is not. A book that can't be
  /// read on is damaged there.
  public static Finding audit(Book book, Consumer<Batch> sound) {
    BookAudit audit = new BookAudit(sound, book.checkpoint());
    try {
      book.replay(audit::read);
    } catch (LedgerUnavailable unreadable) {
      audit.damage.add(
          new Finding.Damaged(audit.loaded.head(), String.valueOf(unreadable.getMessage())));
    }
    return audit.finding();
  }

  private void read(Batch batch) {
    if (!damage.isEmpty()) {
      return;
    }
    Head before = loaded.head();
    try {
      BudgetsTouched touched = new BudgetsTouched();
      loaded.accept(batch, event -> touched.note(event, loaded.core().state()));
      loaded.core().assertOpenHoldsWithinLimits(heldIn(batch), batch.at());
      touched
          .views(loaded.core().state(), batch.at())
          .forEach(view -> projected.put(view.id(), view));
      checkpoint.ifPresent(this::compare);
      sound.accept(batch);
    } catch (BrokenInvariant | ArithmeticException broken) {
      damage.add(new Finding.Damaged(before, String.valueOf(broken.getMessage())));
    }
  }

  /// A checkpoint is believed where the book has its hash; so it has to say what the events do.
  private void compare(Checkpoint written) {
    if (written.head().equals(loaded.head())
        && !written.equals(Checkpoint.of(loaded.head(), loaded.core().state()))) {
      throw new BrokenInvariant(
          "the checkpoint of batch %d is not what the events up to it add up to"
              .formatted(loaded.head().number()));
    }
  }

  private static List<HoldId> heldIn(Batch batch) {
    return batch.entries().stream()
        .map(EventCodec::read)
        .flatMap(event ->
            event instanceof LedgerEvent.Held held
                ? List.of(held.id()).stream()
                : List.<HoldId>of().stream())
        .toList();
  }

  private Finding finding() {
    if (!damage.isEmpty()) {
      return damage.getFirst();
    }
    LedgerState state = loaded.core().state();
    Account global = state.accounts.account(Scope.GLOBAL);
    return new Finding.Sound(
        loaded.head(),
        state.holds.all().size(),
        global.held(),
        global.total(),
        List.copyOf(projected.values()));
  }
}
