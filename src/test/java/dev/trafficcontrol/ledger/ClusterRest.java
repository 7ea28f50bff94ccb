package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// What has to be true once everything is well again and every cost is known.
final class ClusterRest {

  private record Known(String words, Instant at) {}

  private ClusterRest() {}

  static void compare(ClusterStore store, ClusterReferee referee, List<ClusterNode> nodes) {
    for (ClusterReading.Call call : referee.reading().calls()) {
      Money cost = referee.cost(call.held.id());
      if (call.isOpen || !call.worth.equals(cost)) {
        referee.broken(
            "hold %s is worth %s in the end, its call cost %s"
                .formatted(call.held.id(), call.isOpen ? "a hold" : call.worth, cost));
      }
    }
    Book book = new ClusterBook("nobody", store, (who, spot) -> {});
    LedgerState replayed = LoadedBook.read(book, null, Head.EMPTY).core().state();
    for (ClusterNode node : nodes) {
      Ticket.ForCommand<Known> ticket =
          new Ticket.ForCommand<>(
              (state, now) -> Decision.nothingBut(new Known(words(state, now), now)),
              Ticket.Owed.NO);
      node.submit(ticket);
      node.round();
      Known known = ticket.reply.join();
      String said = words(replayed, known.at());
      if (!known.words().equals(said)) {
        referee.broken(
            "%s knows\n%s\nthe book says\n%s".formatted(node.name(), known.words(), said));
      }
    }
    if (!(BookAudit.audit(book) instanceof BookAudit.Finding.Sound)) {
      referee.broken("the audit says " + BookAudit.audit(book));
    }
  }

  /// Everything a state is asked about.
  private static String words(LedgerState state, Instant now) {
    TreeMap<String, Money> spent = new TreeMap<>();
    state
        .accounts
        .spentByScope()
        .forEach((scope, sum) -> {
          if (!sum.isZero()) {
            spent.put(scope.toString(), sum);
          }
        });
    TreeSet<String> keys = new TreeSet<>();
    state.access.keys().forEach(key -> keys.add(key.id() + state.access.isRevoked(key.id())));
    TreeSet<String> expired = new TreeSet<>();
    state.holds.expired().forEach(hold -> expired.add(hold.hold().id() + "=" + hold.charged()));
    return String.join(
        "\n",
        "spent " + spent,
        "keys " + keys,
        "expired " + expired,
        "open " + state.holds.all(),
        "breaker " + state.breaker() + ", kill " + state.kill(),
        "budgets " + state.accounts.budgets(now));
  }
}
