package dev.trafficcontrol.ledger;

import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.key.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which keys are alive, and which attempt is the live one of its task.
final class Access {

  /// The attempt that alone may spend for its task.
  record LiveAttempt(String run, long token) {}

  private final Map<String, Key> keys = new LinkedHashMap<>();
  private final Set<String> revoked = new HashSet<>();
  private final Map<String, LiveAttempt> liveByTask = new HashMap<>();
  private final Map<String, Long> newestTokenByTask = new HashMap<>();

  void mint(Key key) {
    keys.put(key.id(), key);
  }

  void revoke(String key) {
    revoked.add(key);
  }

  void open(String task, LiveAttempt attempt) {
    liveByTask.put(task, attempt);
    newestTokenByTask.merge(task, attempt.token(), Math::max);
  }

  /// Whether the attempt has ended, or a later one has begun: neither is undone by the end of that
  /// later one.
  boolean isOver(String task, long token) {
    long newest = newestTokenByTask.getOrDefault(task, Long.MIN_VALUE);
    LiveAttempt live = liveByTask.get(task);
    return token < newest || (token == newest && (live == null || live.token() != token));
  }

  /// Ends an attempt, whether or not it had begun, and forgets its keys, which can't spend any
  /// more.
  void close(String task, LiveAttempt attempt) {
    liveByTask.remove(task, attempt);
    newestTokenByTask.merge(task, attempt.token(), Math::max);
    keys.values()
        .removeIf(key ->
            key.attempt() != null
                && key.attempt().run().equals(attempt.run())
                && key.attempt().token() == attempt.token());
  }

  /// The fewest events that lead to the attempts that are live, and keep older ones over.
  List<LedgerEvent> attempts() {
    List<LedgerEvent> events = new ArrayList<>();
    newestTokenByTask.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(newest -> {
          String task = newest.getKey();
          LiveAttempt live = liveByTask.get(task);
          if (live == null || live.token() != newest.getValue()) {
            events.add(new LedgerEvent.AttemptOpened(task, "", newest.getValue()));
            events.add(new LedgerEvent.AttemptClosed(task, "", newest.getValue()));
          }
          if (live != null) {
            events.add(new LedgerEvent.AttemptOpened(task, live.run(), live.token()));
          }
        });
    return events;
  }

  @Nullable LiveAttempt live(String task) {
    return liveByTask.get(task);
  }

  @Nullable Key find(String id) {
    return keys.get(id);
  }

  Collection<Key> keys() {
    return keys.values();
  }

  boolean isRevoked(String id) {
    return revoked.contains(id);
  }

  /// Why `key` may not spend now, or null where it may.
  @Nullable Refusal refusal(String id, Instant now) {
    Key key = keys.get(id);
    if (key == null) {
      return new Refusal.KeyDead(id, "it is unknown, or its run has ended");
    }
    if (revoked.contains(id)) {
      return new Refusal.KeyDead(id, "it was revoked");
    }
    if (key.isExpired(now)) {
      return new Refusal.KeyDead(id, "it expired at " + key.expiresAt());
    }
    AttemptBinding attempt = key.attempt();
    if (attempt != null
        && !new LiveAttempt(attempt.run(), attempt.token()).equals(live(attempt.task()))) {
      return new Refusal.AttemptStale(attempt.run(), attempt.token());
    }
    return null;
  }
}
