package dev.trafficcontrol.ledger;

import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.key.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Every key that was minted and every attempt that was opened or closed, in order.
final class OracleAccess {

  private final List<Key> minted = new ArrayList<>();
  private final Set<String> revoked = new LinkedHashSet<>();
  private final List<Key> opened = new ArrayList<>();
  private final List<AttemptBinding> closed = new ArrayList<>();
  private final List<GivenUp> givenUp = new ArrayList<>();

  /// Closed without being live: it, and those before it, are never opened any more.
  private record GivenUp(String task, long token) {}

  void mint(Key key) {
    minted.add(key);
  }

  boolean revoke(String id) {
    return find(id) != null && (revoked.add(id) || revoked.contains(id));
  }

  /// The last one minted of that name, unless its attempt was closed since.
  @Nullable Key find(String id) {
    for (Key key : minted.reversed()) {
      if (key.id().equals(id)) {
        return key.attempt() != null && closed.contains(key.attempt()) ? null : key;
      }
    }
    return null;
  }

  String open(Key key) {
    AttemptBinding attempt = key.attempt();
    if (attempt == null) {
      throw new AssertionError(key + " has no attempt");
    }
    for (Key earlier : opened) {
      AttemptBinding other = earlier.attempt();
      if (other != null && other.task().equals(attempt.task()) && other.token() > attempt.token()) {
        return "STALE";
      }
    }
    boolean isGivenUp =
        givenUp.stream()
            .anyMatch(each -> each.task.equals(attempt.task()) && each.token >= attempt.token());
    if (isGivenUp || closed.contains(attempt)) {
      return "STALE";
    }
    if (!key.equals(find(key.id()))) {
      opened.add(key);
      minted.add(key);
    }
    return "OPENED";
  }

  boolean close(String task, String run, long token) {
    AttemptBinding live = live(task);
    if (live == null || !live.run().equals(run) || live.token() != token) {
      givenUp.add(new GivenUp(task, token));
      return false;
    }
    return closed.add(live);
  }

  private @Nullable AttemptBinding live(String task) {
    for (Key key : opened.reversed()) {
      AttemptBinding attempt = key.attempt();
      if (attempt != null && attempt.task().equals(task)) {
        return closed.contains(attempt) ? null : attempt;
      }
    }
    return null;
  }

  /// Why a key may not spend, or null.
  @Nullable String refusal(String id, Instant now) {
    Key key = find(id);
    if (key == null || revoked.contains(id)) {
      return "KeyDead";
    }
    Instant end = key.expiresAt();
    if (end != null && !end.isAfter(now)) {
      return "KeyDead";
    }
    AttemptBinding attempt = key.attempt();
    return attempt == null || attempt.equals(live(attempt.task())) ? null : "AttemptStale";
  }
}
