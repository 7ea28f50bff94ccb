package dev.trafficcontrol.attack;

import dev.trafficcontrol.ledger.HoldId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Ends the process, as `kill -9` does, or has it stand still, when a step has come for the nth
/// time.
final class Doom {

  /// The steps of a call, and then of a run, at which a process can die.
  enum Step {
    BEFORE_HOLD,
    AFTER_HOLD,
    BEFORE_FORWARD,
    AFTER_FORWARD,
    FIRST_BYTE,
    BEFORE_SETTLE,
    AFTER_SETTLE,
    BEFORE_CLAIM,
    AFTER_CLAIM,
    BEFORE_SPAWN,
    AFTER_SPAWN,
    BEFORE_VERIFY,
    AFTER_VERIFY,
    BEFORE_FINISH,
    AFTER_FINISH,
    /// No step: somebody else kills it.
    NEVER;

    boolean isOfACall() {
      return compareTo(AFTER_SETTLE) <= 0;
    }
  }

  /// What becomes of the process.
  enum Manner {
    DIES,
    /// As by `kill -STOP`, in the middle of what it is doing, until somebody lets it go on.
    STANDS_STILL
  }

  /// How long the process goes on for an answer that must not come.
  private static final long TOO_EARLY_MILLIS = 200;

  private record Fate(Step step, AtomicInteger left, Manner manner) {}

  private volatile Fate fate;
  private final Set<HoldId> answered = new HashSet<>();

  Doom(Step step, int occurrence) {
    this.fate = new Fate(step, new AtomicInteger(occurrence), Manner.DIES);
  }

  /// Another doom instead of the one before.
  void become(Step step, int occurrence, Manner manner) {
    fate = new Fate(step, new AtomicInteger(occurrence), manner);
  }

  /// Becomes what each line of the input says, until that ends.
  void obey(InputStream words) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(words, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] word = line.split(" ", -1);
      become(Step.valueOf(word[0]), Integer.parseInt(word[1]), Manner.valueOf(word[2]));
    }
  }

  /// What a process that obeys is told.
  static byte[] words(Step step, int occurrence, Manner manner) {
    return (step + " " + occurrence + " " + manner + "\n").getBytes(StandardCharsets.UTF_8);
  }

  void reached(Step now) {
    reached(now, List.of());
  }

  /// @param unwritten holds that nobody may have been told of yet: were somebody, the process lives
  ///   until that is on record
  void reached(Step now, Collection<HoldId> unwritten) {
    Fate mine = fate;
    if (now == mine.step && mine.left.decrementAndGet() == 0) {
      if (!unwritten.isEmpty()) {
        awaitAnAnswer(unwritten);
      }
      switch (mine.manner) {
        case DIES -> Runtime.getRuntime().halt(137);
        case STANDS_STILL -> Signals.STOP.send(ProcessHandle.current().pid());
      }
    }
  }

  /// Somebody was told that the hold is granted, and it is on record that they were.
  synchronized void answered(HoldId hold) {
    answered.add(hold);
    notifyAll();
  }

  private synchronized void awaitAnAnswer(Collection<HoldId> holds) {
    long deadline = System.nanoTime() + TOO_EARLY_MILLIS * 1_000_000;
    long millis = TOO_EARLY_MILLIS;
    try {
      while (Collections.disjoint(answered, holds) && millis > 0) {
        wait(millis);
        millis = (deadline - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
