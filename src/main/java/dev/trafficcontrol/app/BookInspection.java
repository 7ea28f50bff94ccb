package dev.trafficcontrol.app;

import dev.trafficcontrol.adapter.sqlite.BookAsFound;
import dev.trafficcontrol.adapter.sqlite.NativeLibrary;
import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.app.home.OwnerToken;
import dev.trafficcontrol.app.home.Sender;
import dev.trafficcontrol.app.operation.BookOperations;
import dev.trafficcontrol.app.operation.Operations;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import java.util.function.Consumer;

/// `ledger verify` and `ledger export` of a home where nobody works: the book alone is looked at,
/// so that a damaged one can say how far it is sound. Whoever opens this holds the home's lock.
final class BookInspection implements HomeControl.Opened {

  private final Operations operations;

  BookInspection(Home home) {
    NativeLibrary.unpackInto(home.unpacked());
    this.operations =
        new Operations(
            OwnerToken.read(home), new BookOperations(new BookAsFound(home.directory())).verbs());
  }

  @Override
  public Reply ask(Request request, Sender sender, Consumer<Facts> live) {
    return operations.ask(request, sender, live);
  }

  @Override
  public void close() {
    // the book is opened anew for each look at it
  }
}
