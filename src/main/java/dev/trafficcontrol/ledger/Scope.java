package dev.trafficcontrol.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One thing that money is spent for: a kind and which one of it. Written `global` or `run:R7`.
public record Scope(ScopeKind kind, String subject) {

  public static final Scope GLOBAL = new Scope(ScopeKind.GLOBAL, "");

  /// The subject that stands for each of a kind for which nothing of its own was said.
  public static final String EACH = "*";

  public Scope {
    if (kind == ScopeKind.GLOBAL != subject.isEmpty()) {
      throw new IllegalArgumentException(
          kind == ScopeKind.GLOBAL
              ? "the global scope has no subject: '" + subject + "'"
              : "a " + kind.label() + " scope needs a subject: " + kind.label() + ":ID");
    }
  }

  public static Scope of(ScopeKind kind, String subject) {
    return kind == ScopeKind.GLOBAL ? GLOBAL : new Scope(kind, subject);
  }

  /// As it is written where the global one goes without saying.
  @Nullable Scope unlessGlobal() {
    return kind == ScopeKind.GLOBAL ? null : this;
  }

  @JsonCreator
  public static Scope parse(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    try {
      return new Scope(
          ScopeKind.valueOf(kind.toUpperCase(Locale.ROOT)),
          colon < 0 ? "" : text.substring(colon + 1));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a scope: write global, project:ID, task:ID, run:ID, model:NAME or key:ID",
          unknown);
    }
  }

  @JsonValue
  @Override
  public String toString() {
    return kind == ScopeKind.GLOBAL ? kind.label() : kind.label() + ":" + subject;
  }
}
