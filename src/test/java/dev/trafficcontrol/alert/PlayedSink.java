package dev.trafficcontrol.alert;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// A target that does as it is told, and keeps all that reaches it.
public final class PlayedSink implements AlertSink {

  /// The process ends after the message was sent and before anybody could note it.
  public static final class Died extends Error {
    private static final long serialVersionUID = 1;
  }

  /// How an attempt goes on.
  public interface Turn {
    Outcome play();
  }

  private final Deque<Turn> turns = new ArrayDeque<>();
  private final List<Message> arrived = new ArrayList<>();
  private Turn usual = Outcome.Delivered::new;

  public PlayedSink next(Turn... some) {
    turns.addAll(List.of(some));
    return this;
  }

  public PlayedSink always(Turn turn) {
    usual = turn;
    return this;
  }

  @Override
  public Outcome deliver(Message message) {
    arrived.add(message);
    return (turns.isEmpty() ? usual : turns.poll()).play();
  }

  /// Every attempt.
  public List<Message> arrived() {
    return List.copyOf(arrived);
  }

  /// What a receiver has that drops each id it knows.
  public List<Alert> kept() {
    List<String> ids = new ArrayList<>();
    List<Alert> kept = new ArrayList<>();
    for (Message message : arrived) {
      if (!ids.contains(message.id())) {
        ids.add(message.id());
        kept.addAll(message.alerts());
      }
    }
    return kept;
  }
}
