package dev.trafficcontrol.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.trafficcontrol.money.Money;

/// How much a budget allows. "Unlimited" is a word that somebody said, never a missing number.
public sealed interface Limit {

  Limit UNLIMITED = new Unlimited();

  record Capped(Money amount) implements Limit {
    @JsonValue
    @Override
    public String toString() {
      return amount.toUsd();
    }
  }

  record Unlimited() implements Limit {
    @JsonValue
    @Override
    public String toString() {
      return "unlimited";
    }
  }

  static Limit of(Money amount) {
    return new Capped(amount);
  }

  @JsonCreator
  static Limit parse(String text) {
    return text.equals("unlimited") ? UNLIMITED : of(Money.ofUsd(text));
  }
}
