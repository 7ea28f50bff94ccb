package dev.trafficcontrol.alert.offer;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertWords;
import dev.trafficcontrol.alert.Answer;
import dev.trafficcontrol.alert.Message;
import dev.trafficcontrol.money.Money;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// What one message offers. Pure.
public final class Offering {

  /// More buttons than anybody reads.
  public static final int MOST = 8;

  private Offering() {}

  /// The answers of the alerts that the message shows in full, each deed once: first what brakes,
  /// then what lets go.
  ///
  /// @param raises empty where no limit may be raised from there
  public static List<Deed> of(Message message, Optional<RaiseTerms> raises) {
    SequencedSet<Deed> brakes = new LinkedHashSet<>();
    SequencedSet<Deed> others = new LinkedHashSet<>();
    for (Alert alert : message.worst(AlertWords.IN_FULL)) {
      for (Answer answer : alert.facts().answers()) {
        deed(answer, raises).ifPresent(deed -> (isBrake(deed) ? brakes : others).add(deed));
      }
    }
    List<Deed> all = new ArrayList<>(brakes);
    all.addAll(others);
    return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
  }

  private static Optional<Deed> deed(Answer answer, Optional<RaiseTerms> raises) {
    return switch (answer) {
      case Answer.Pause() -> Optional.of(new Deed.Pause());
      case Answer.Kill() -> Optional.of(new Deed.Kill());
      case Answer.Raise(var budget, Money from) ->
          raises.flatMap(terms ->
              terms.after(from).map(to -> new Deed.Raise(budget, from, to, terms.lasting())));
      case Answer.Accept(String task, String run) -> Optional.of(new Deed.Accept(task, run));
      case Answer.Reject(String task, String run) -> Optional.of(new Deed.Reject(task, run));
      case Answer.Greet() -> Optional.of(new Deed.Greet());
    };
  }

  private static boolean isBrake(Deed deed) {
    return deed instanceof Deed.Pause || deed instanceof Deed.Kill;
  }
}
