package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Nothing is held for it any more.
@Command(name = "revoke", description = "Ends a key at once.")
final class KeyRevoke extends Asking {

  @Parameters(paramLabel = "ID", description = "The key's id.")
  @Nullable String id;

  KeyRevoke(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("key revoke").with("id", id);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line("Key " + facts.text("id") + " is revoked.");
  }
}
