package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Chart;
import dev.trafficcontrol.cli.ExitCode;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The incident in small: agents want more than the budget allows, and don't get it.
@Command(
    name = "demo",
    description = "Shows the main job in a home of its own: no key, no network.")
final class Demo extends Asking {

  private static final int LONGEST_BAR = 40;

  @Option(names = "--keep", description = "Keep the demo's home to look around in.")
  boolean keep;

  Demo(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("demo").with("keep", keep);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    Money limit = money(facts, "limit");
    Money unguarded = money(facts, "unguarded");
    terminal.line("");
    terminal.line(terminal.ink(Ink.STRONG, "── What it came to ──"));
    terminal.line("Spent, by the book, since the first hold:");
    terminal.line("");
    new Chart(points(facts), limit).lines().forEach(terminal::line);
    terminal.line("");
    Money most = limit.max(unguarded);
    bar(terminal, Ink.BAD, "Without a guard", unguarded, most);
    bar(terminal, Ink.STRONG, "Limit", limit, most);
    bar(terminal, Ink.GOOD, "Our book", money(facts, "book"), most);
    bar(terminal, Ink.GOOD, "Provider's bill", money(facts, "bill"), most);
    terminal.line("");
    terminal.line(
        facts.truth("kept")
            ? terminal.ink(Ink.GOOD, "The bill is the book, and neither is above the limit.")
            : terminal.ink(Ink.BAD, "The promise was broken: " + facts.text("why")));
    terminal.line(
        "%s runs, %s verified branches for review; what had no money left is back in the queue."
            .formatted(facts.text("runs"), facts.text("review")));
    facts
        .maybe("home")
        .ifPresent(home -> terminal.line("Look around: trafficctl status --home " + home));
  }

  private static void bar(Terminal terminal, Ink ink, String name, Money amount, Money most) {
    long columns = Math.ceilDiv(amount.nanos(), Math.max(1, most.nanos() / LONGEST_BAR));
    terminal.line(
        "%-16s %13s  ".formatted(name, amount)
            + terminal.ink(ink, "█".repeat((int) Math.min(LONGEST_BAR, columns))));
  }

  private static List<Chart.Point> points(Facts facts) {
    return facts.objects("curve").stream()
        .map(point ->
            new Chart.Point(
                Duration.ofMillis(Long.parseLong(point.text("ms"))), money(point, "spent")))
        .toList();
  }

  private static Money money(Facts facts, String name) {
    return Money.ofUsd(facts.text(name));
  }

  @Override
  ExitCode verdict(Facts facts) {
    return facts.truth("kept") ? ExitCode.DONE : ExitCode.FAILED;
  }
}
