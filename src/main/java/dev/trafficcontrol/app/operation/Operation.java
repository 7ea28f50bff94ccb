package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Reply;
import java.util.function.Consumer;

/// Carries out one verb.
public interface Operation {

  /// May throw [dev.trafficcontrol.cli.CommandFailed] to refuse; nothing has changed then.
  Reply handle(Arguments arguments, Consumer<Facts> live);
}
