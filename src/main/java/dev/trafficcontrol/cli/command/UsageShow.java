package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Calls that ended, added up.
@Command(
    name = "usage",
    description = "Says who spent what: cost, calls and tokens, the dearest first.")
final class UsageShow extends Asking {

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      description =
          "project, task, run, model, key, session, agent or day. Default: key. Sessions and agents"
              + " are a client's, as it calls them itself.")
  @Nullable String by;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = "Only what was booked since: 2h, 7d, 2026-11-01 or 2026-11-01T08:00:00Z.")
  @Nullable String since;

  @Option(
      names = "--session",
      paramLabel = "NAME",
      description = "Only what this session of a client spent.")
  @Nullable String session;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many rows. Default: 50")
  @Nullable Integer limit;

  UsageShow(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("usage")
        .with("by", by)
        .with("since", since)
        .with("session", session)
        .with("limit", limit);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    Table table =
        new Table()
            .text(facts.text("by").toUpperCase(Locale.ROOT))
            .number("COST")
            .number("CALLS")
            .number("INPUT")
            .number("CACHE WRITES")
            .number("CACHE READS")
            .number("OUTPUT");
    for (Facts row : facts.objects("usage")) {
      table.row(
          name(row),
          Usd.text(row.text("cost")),
          row.text("calls"),
          row.text("input_tokens"),
          String.valueOf(row.number("cache_write_5m_tokens") + row.number("cache_write_1h_tokens")),
          row.text("cache_read_tokens"),
          row.text("output_tokens"));
    }
    table.print(terminal, "No call has ended.");
    terminal.line("");
    terminal.line(
        "Total "
            + terminal.ink(Ink.STRONG, Usd.text(facts.text("total")))
            + ", calls "
            + facts.text("calls"));
    if (facts.number("more") > 0) {
      terminal.line("Rows left out: %d (--limit N)".formatted(facts.number("more")));
    }
  }

  private static String name(Facts row) {
    String name = row.maybe("name").orElse("(none)");
    return row.maybe("label").map(label -> label + " (" + name + ")").orElse(name);
  }
}
