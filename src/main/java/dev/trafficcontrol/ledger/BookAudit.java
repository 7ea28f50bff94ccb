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
///
/// What was archived is read from its files where they are at hand: then all is added up from the
/// first event on. Else it begins with what the book says they add up to.
public final class BookAudit {

  /// What an audit found.
  public sealed interface Finding {

    /// @param from where reading began: what was archived before was believed
    /// @param budgets what the last batch that touched a budget must have left in the store
    record Sound(
        Head from, Head head, int openHolds, Money held, Money spent, List<BudgetView> budgets)
        implements Finding {

      public Sound {
        budgets = List.copyOf(budgets);
      }
    }

    /// @param lastGood the head before the first damaged batch: everything up to it is sound
    /// @param archive the file that is damaged; empty where the book itself is
    record Damaged(Head lastGood, String what, Optional<String> archive) implements Finding {}
  }

  private final LoadedBook loaded = LoadedBook.empty();
  private final Map<BudgetId, BudgetView> projected = new LinkedHashMap<>();
  private final List<Finding.Damaged> damage = new ArrayList<>();

  private final Consumer<Batch> sound;
  private Optional<Checkpoint> checkpoint = Optional.empty();

  /// What the book begins after, and whether an event was met that vouches for it.
  private Optional<Checkpoint> base = Optional.empty();

  private boolean isFounded;

  /// The archive that is being read.
  private Optional<String> archive = Optional.empty();

  private BookAudit(Consumer<Batch> sound) {
    this.sound = sound;
    loaded.core().state().accounts.rememberAll();
  }

  public static Finding audit(Book book) {
    return audit(book, batch -> {});
  }

  public static Finding audit(Book book, Consumer<Batch> sound) {
    return audit(book, Archives.NONE, sound);
  }

  /// Hands each batch that is sound to `sound`, up to the first that is not. A book that can't be
  /// read on is damaged there.
  ///
  /// @param archives none, or all there are: [Archives#gap] is empty
  public static Finding audit(Book book, Archives archives, Consumer<Batch> sound) {
    BookAudit audit = new BookAudit(sound);
    try {
      audit.read(book, archives);
    } catch (LedgerUnavailable | UnfitArchive | BrokenInvariant unreadable) {
      audit.damage.add(
          new Finding.Damaged(
              audit.loaded.head(), String.valueOf(unreadable.getMessage()), audit.archive));
    }
    return audit.finding();
  }

  private void read(Book book, Archives archives) {
    checkpoint = book.checkpoint();
    base = book.base();
    for (ArchiveFile file : archives.files()) {
      archive = Optional.of(file.name());
      file.read(this::read);
    }
    archive = Optional.empty();
    if (damage.isEmpty()) {
      base.ifPresent(begin -> passOrBeginAt(begin, archives));
      book.replay(loaded.head(), this::read);
    }
  }

  /// What was read from files has to come to what the book begins with.
  private void passOrBeginAt(Checkpoint begin, Archives archives) {
    if (archives.files().isEmpty()) {
      loaded.beginAt(begin);
    } else if (!begin.head().equals(loaded.head()) || !begin.isOf(loaded.core().state())) {
      throw new BrokenInvariant(
          "what the book begins with is not what the archived events up to batch %d add up to"
              .formatted(loaded.head().number()));
    }
  }

  private void read(Batch batch) {
    if (!damage.isEmpty()) {
      return;
    }
    Head before = loaded.head();
    try {
      BudgetsTouched touched = new BudgetsTouched();
      loaded.accept(batch, event -> note(event, touched));
      loaded.core().assertOpenHoldsWithinLimits(heldIn(batch), batch.at());
      touched
          .views(loaded.core().state(), batch.at())
          .forEach(view -> projected.put(view.id(), view));
      checkpoint.ifPresent(this::compare);
      sound.accept(batch);
    } catch (BrokenInvariant | ArithmeticException broken) {
      String where = archive.map(file -> file + ": ").orElse("");
      damage.add(new Finding.Damaged(before, where + broken.getMessage(), archive));
    }
  }

  private void note(LedgerEvent event, BudgetsTouched touched) {
    touched.note(event, loaded.core().state());
    isFounded |=
        event instanceof LedgerEvent.Archived && base.filter(is -> is.isBaseBy(event)).isPresent();
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
    if (base.isPresent() && !isFounded) {
      return new Finding.Damaged(
          Head.EMPTY, String.valueOf(base.get().unfounded().getMessage()), Optional.empty());
    }
    LedgerState state = loaded.core().state();
    Account global = state.accounts.account(Scope.GLOBAL);
    return new Finding.Sound(
        loaded.readFrom(),
        loaded.head(),
        state.holds.all().size(),
        global.held(),
        global.total(),
        List.copyOf(projected.values()));
  }
}
