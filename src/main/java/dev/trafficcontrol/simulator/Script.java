package dev.trafficcontrol.simulator;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Rules that replace the drawn answer; the first one that matches a call answers it.
final class Script {
  static final Script NONE = new Script(List.of());

  /// @param model exact, or with a `*` at its end; null for any
  /// @param contains what the user's last message must contain; empty for anything
  /// @param firstCall of the calls that match model and text, the first this rule answers
  /// @param lastCall and the last
  record Rule(
      @Nullable String model,
      String contains,
      long firstCall,
      long lastCall,
      List<Step> steps,
      AtomicLong seen) {

    boolean answers(Conversation conversation) {
      if (!isFor(conversation.model()) || !conversation.lastText().contains(contains)) {
        return false;
      }
      long call = seen.incrementAndGet();
      return firstCall <= call && call <= lastCall;
    }

    private boolean isFor(String asked) {
      if (model == null) {
        return true;
      }
      return model.endsWith("*")
          ? asked.startsWith(model.substring(0, model.length() - 1))
          : asked.equals(model);
    }
  }

  private final List<Rule> rules;

  Script(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /// The steps to answer with; none if no rule is for this call.
  List<Step> stepsFor(Conversation conversation) {
    Optional<Rule> rule = rules.stream().filter(each -> each.answers(conversation)).findFirst();
    return rule.map(Rule::steps).orElse(List.of());
  }
}
