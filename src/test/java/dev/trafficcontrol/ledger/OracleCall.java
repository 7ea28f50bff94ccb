package dev.trafficcontrol.ledger;

import dev.trafficcontrol.key.Key;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One call that was ever granted, as it stands.
final class OracleCall {

  final HoldId id;
  final String key;
  final List<String> models;
  final Set<Scope> scopes;
  BigInteger amount;
  final Instant deadline;

  /// When it ended, or null while it is open.
  @Nullable Instant bookedAt;

  BigInteger charged = BigInteger.ZERO;
  boolean expired;
  @Nullable String correctedBy;

  OracleCall(HoldRequest request, BigInteger amount, Set<Scope> scopes, Instant deadline) {
    this.id = request.id();
    this.key = request.key();
    this.models = request.models();
    this.scopes = scopes;
    this.amount = amount;
    this.deadline = deadline;
  }

  boolean isOpen() {
    return bookedAt == null;
  }

  void end(Instant at, BigInteger cost) {
    if (bookedAt != null) {
      throw new AssertionError("hold " + id + " ends twice");
    }
    bookedAt = at;
    charged = cost;
  }

  /// Its cost is not known from a meter.
  boolean isUnmetered() {
    return expired && !"meter".equals(correctedBy);
  }

  /// Everything a call of that key and those models counts against.
  static Set<Scope> scopes(Key key, List<String> models, @Nullable String probation) {
    Set<Scope> scopes = new LinkedHashSet<>();
    scopes.add(Scope.GLOBAL);
    scopes.add(new Scope(ScopeKind.KEY, key.id()));
    models.forEach(model -> scopes.add(new Scope(ScopeKind.MODEL, model)));
    if (key.attempt() != null) {
      scopes.add(new Scope(ScopeKind.PROJECT, key.attempt().project()));
      scopes.add(new Scope(ScopeKind.TASK, key.attempt().task()));
      scopes.add(new Scope(ScopeKind.RUN, key.attempt().run()));
      if (key.attempt().confirmation() != null) {
        scopes.add(new Scope(ScopeKind.CONFIRMATION, key.attempt().confirmation()));
      }
    }
    if (probation != null) {
      scopes.add(new Scope(ScopeKind.PROBATION, probation));
    }
    return scopes;
  }
}
