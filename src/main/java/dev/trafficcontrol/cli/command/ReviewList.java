package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import picocli.CommandLine.Command;

/// What runs produced.
@Command(name = "list", description = "Lists the branches that wait for a person.")
final class ReviewList extends Asking {

  ReviewList(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("review list");
  }

  @Override
  void show(Facts facts, Terminal terminal) {

    Table table =
        new Table()
            .text("TASK")
            .text("RUN")
            .text("BRANCH")
            .text("RESULT")
            .number("COST")
            .text("TITLE");
    for (Facts item : facts.objects("reviews")) {
      table.row(
          item.text("task"),
          item.text("run"),
          item.maybe("branch").orElse("-"),
          item.maybe("result").orElse("-"),
          Usd.text(item.text("cost")),
          item.text("title"));
    }
    table.print(terminal, "Nothing waits for review.");
  }
}
