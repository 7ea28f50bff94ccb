package dev.trafficcontrol.app.home;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import java.util.function.Consumer;

/// What carries out requests, knowing who may ask for which.
public interface OwnedControl {

  Reply ask(Request request, Sender sender, Consumer<Facts> live);
}
