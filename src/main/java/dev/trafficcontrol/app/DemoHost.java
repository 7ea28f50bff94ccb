package dev.trafficcontrol.app;

import dev.trafficcontrol.adapter.sandbox.SandboxProbe;
import dev.trafficcontrol.app.demo.Demo;
import dev.trafficcontrol.app.demo.DemoFailed;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Gives the demo a folder of its own, which is removed unless somebody wants to look around in it.
final class DemoHost {

  private static final String SANDBOX = "bwrap";

  private DemoHost() {}

  static Reply run(Request request, Consumer<Facts> live) {
    boolean keep = request.arguments().truth("keep");
    try {
      Path folder = Files.createTempDirectory("trafficcontrol-demo");
      try {
        Facts figures =
            new Demo(
                    line -> live.accept(Facts.of("line", line)),
                    SandboxProbe.probe(SANDBOX) instanceof SandboxProbe.Finding.Available)
                .run(folder);
        return Reply.done(keep ? withHome(figures, folder.resolve("home")) : figures);
      } finally {
        if (!keep) {
          Demo.remove(folder);
        }
      }
    } catch (DemoFailed | IOException failed) {
      return new Reply.Refused(
          Fault.failed(
              "The demo did not run to its end",
              String.valueOf(failed.getMessage()),
              "trafficctl demo --keep leaves its folder to look into"));
    }
  }

  private static Facts withHome(Facts figures, Path home) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(figures.values());
    more.put("home", home.toString());
    return new Facts(more);
  }
}
