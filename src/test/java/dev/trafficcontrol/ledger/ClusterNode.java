package dev.trafficcontrol.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One machine: a name, a home, and while it works a process with the real writer, driven round by
/// round in place of its thread.
final class ClusterNode {

  private final String name;
  private final ClusterStore store;
  private final ClusterReferee referee;
  private final ClusterBook.Fate fate;
  private final List<Debt> debts = new ArrayList<>();
  private @Nullable ClusterBook book;
  private @Nullable WriterLoop loop;
  private boolean isBusy;
  private int rounds;

  /// The end of a hold that was handed in and has not been answered.
  private record Debt(Ticket ticket, int round) {}

  ClusterNode(String name, ClusterStore store, ClusterReferee referee, ClusterBook.Fate fate) {
    this.name = name;
    this.store = store;
    this.referee = referee;
    this.fate = fate;
  }

  String name() {
    return name;
  }

  /// That of the process that works, or null.
  @Nullable ClusterBook book() {
    return book;
  }

  boolean works() {
    return loop != null && loop.ended() == null;
  }

  /// A node in the middle of a round does nothing else.
  boolean isBusy() {
    return isBusy;
  }

  boolean hasStopped() {
    return loop != null && loop.ended() != null;
  }

  /// Whether it can be told anything at all, tried by asking.
  boolean answers() {
    Ticket.ForCommand<Boolean> ticket =
        new Ticket.ForCommand<>((state, now) -> Decision.nothingBut(true), Ticket.Owed.NO);
    submit(ticket);
    round();
    return ticket.reply.isDone() && !ticket.reply.isCompletedExceptionally();
  }

  /// A new process, as `LedgerWriter.open` begins one. False where it refuses to, or dies.
  ///
  /// @param accepted whether a person says that the book is to be believed
  boolean open(boolean accepted) {
    if (!accepted && !store.contains(store.home(name))) {
      referee.say(name + " does not start: the book is older than its home knows");
      return false;
    }
    store.keepAtHome(name, store.head());
    referee.opened(name, accepted);
    ClusterBook opened = new ClusterBook(name, store, fate);
    WriterLoop fresh = new WriterLoop(opened, name, store::now, BookListener.NOBODY);
    book = opened;
    Ticket.ForCommand<Integer> orphans =
        new Ticket.ForCommand<>(new ExpireOrphans(name), Ticket.Owed.NO);
    boolean isOpen =
        alone(() -> {
          fresh.load();
          fresh.submit(new Ticket.ForCommand<>(new WriteDefaults(), Ticket.Owed.NO));
          fresh.round(null);
          fresh.submit(orphans);
          fresh.round(null);
        });
    isOpen &= orphans.reply.isDone() && !orphans.reply.isCompletedExceptionally();
    loop = isOpen ? fresh : null;
    book = isOpen ? opened : null;
    referee.say(name + (isOpen ? " works" : " does not start"));
    return isOpen;
  }

  void die() {
    loop = null;
    book = null;
    debts.clear();
  }

  void submit(Ticket ticket) {
    if (loop != null) {
      loop.submit(ticket);
    }
  }

  /// A ticket that has to be answered with the truth, however long that takes.
  void submitOwed(Ticket.ForCommand<?> ticket) {
    debts.add(new Debt(ticket, rounds));
    Runnable paid = () -> debts.removeIf(debt -> debt.ticket == ticket);
    referee.whenAnswered(ticket.reply, reply -> paid.run(), paid);
    submit(ticket);
  }

  /// Whether a cost that was here before this round began waits to be written.
  boolean owedBeforeThisRound() {
    return debts.stream().anyMatch(debt -> debt.round < rounds);
  }

  void round() {
    WriterLoop working = loop;
    if (working == null) {
      return;
    }
    rounds++;
    if (!alone(() -> working.round(null))) {
      die();
    } else if (working.ended() != null) {
      LedgerUnavailable why = working.ended();
      referee.say(name + " has stopped: " + why.getMessage());
      if (!debts.isEmpty()) {
        referee.broken(name + " stopped, and leaves callers without an answer");
      }
      if (book != null && !book.isDoomed()) {
        referee.broken(name + " stopped itself, and nothing was lost: " + why.getMessage());
      }
    }
  }

  /// False where the process did not live to its end, or could not read the book.
  private boolean alone(Runnable work) {
    isBusy = true;
    try {
      work.run();
      return true;
    } catch (ClusterBook.Death killed) {
      referee.say(name + " is killed");
      return false;
    } catch (LedgerUnavailable unreadable) {
      return false;
    } finally {
      isBusy = false;
    }
  }
}
