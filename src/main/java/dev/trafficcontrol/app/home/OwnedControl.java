package dev.trafficcontrol.app.home;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import java.util.Optional;
import java.util.function.Consumer;

/// What carries out requests, knowing who may ask for which.
public interface OwnedControl {

  /// @param token what the sender brought to show that it is the owner
  Reply ask(Request request, Optional<String> token, Consumer<Facts> live);
}
