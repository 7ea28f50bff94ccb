package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// A book that one writer has for itself, kept by the home's lock: it is always that writer's turn.
public interface SoleBook extends Book {

  /// As [Turn#append].
  void append(Batch batch, List<BudgetView> touched);

  @Override
  default Turn turn() {
    return new Turn() {
      @Override
      public Instant time(Instant local) {
        return local;
      }

      @Override
      public void since(Head known, Consumer<Batch> reader) {
        // nobody else writes
      }

      @Override
      public void append(Batch batch, List<BudgetView> touched) {
        SoleBook.this.append(batch, touched);
      }

      @Override
      public void close() {
        // nobody else waits for it
      }
    };
  }
}
