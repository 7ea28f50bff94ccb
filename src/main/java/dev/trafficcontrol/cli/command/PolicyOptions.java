package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.rehearsal.Policy;
import dev.trafficcontrol.rehearsal.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How the policy of a replay differs from today's.
final class PolicyOptions {

  private static final Pattern LIMIT = Pattern.compile("(?:(.+)=)?([0-9.]+|unlimited)/(.+)");

  @Option(
      names = "--limit",
      paramLabel = "[SCOPE=]USD/WINDOW",
      description =
          "With this budget: 5/rolling-hour is over everything, project:shop=2/rolling-day over"
              + " that project. Can be given several times.")
  List<String> limits = new ArrayList<>();

  @Option(
      names = "--trip-per-minute",
      paramLabel = "USD",
      description = "With a breaker that trips at this burn.")
  @Nullable String trip;

  @Option(
      names = "--max-agents",
      paramLabel = "N",
      description = "With so many agents of the queue at once, of whatever classes of models.")
  @Nullable Integer maxAgents;

  @Option(
      names = "--no-preflight",
      description = "As if its owner had named the numbers that pre-flight asks for.")
  boolean isForced;

  @Option(
      names = "--without",
      paramLabel = "ledger|breaker",
      description =
          "Without all budgets, or without the breaker, to see what the other does alone.")
  List<String> without = new ArrayList<>();

  Policy apply(Policy today, Recording recording) {
    try {
      return changed(today, recording);
    } catch (IllegalArgumentException | java.time.DateTimeException refused) {
      throw new CommandFailed(
          Fault.usage(
              "Nothing was replayed",
              String.valueOf(refused.getMessage()),
              "trafficctl replay --help"),
          refused);
    }
  }

  private Policy changed(Policy today, Recording recording) {
    Policy policy = isForced ? today.forced() : today;
    if (maxAgents != null) {
      policy = policy.withMaxAgents(maxAgents, recording);
    }
    if (trip != null) {
      policy = policy.withTripPerMinute(Money.ofUsd(trip));
    }
    for (String part : without) {
      policy =
          switch (part) {
            case "ledger" -> policy.withoutLedger();
            case "breaker" -> policy.withoutBreaker();
            default ->
                throw new IllegalArgumentException(
                    "'%s' can't be left out, only ledger and breaker".formatted(part));
          };
    }
    for (String limit : limits) {
      policy = limited(policy, limit);
    }
    return policy;
  }

  private static Policy limited(Policy policy, String text) {
    Matcher parts = LIMIT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a budget: write it as in 5/rolling-hour or project:shop=2/rolling-day"
              .formatted(text));
    }
    Scope scope = parts.group(1) == null ? Scope.GLOBAL : Scope.parse(parts.group(1));
    return policy.withLimit(
        new BudgetId(scope, Window.parse(parts.group(3))), Limit.parse(parts.group(2)));
  }
}
