package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.CurvePicture;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Json;
import dev.trafficcontrol.cli.PolicyFacts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.rehearsal.Policy;
import dev.trafficcontrol.rehearsal.Recording;
import dev.trafficcontrol.rehearsal.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A recorded spree under another policy.
@Command(
    name = "replay",
    description =
        "Replays what agents spent under today's policy, or another: what would have been spent,"
            + " and when it would have stopped.")
final class ReplayShow extends Asking {

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "A recording in JSON (docs/REPLAY.md).")
  @Nullable Path file;

  @Option(
      names = "--incident",
      description = "The incident this program exists for: a reconstruction that comes with it.")
  boolean isIncident;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description =
          "What this home's usage log has since: 2h, 7d, 2026-11-01 or 2026-11-01T08:00:00Z.")
  @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "WHEN",
      description = "With --since: only what had ended before. Default: now")
  @Nullable String until;

  @Option(names = "--svg", paramLabel = "FILE", description = "Writes the curve as a picture, too.")
  @Nullable Path svg;

  @Mixin final PolicyOptions options = new PolicyOptions();

  ReplayShow(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("replay policy");
  }

  @Override
  public Integer call() {
    Recording recording = recording();
    Facts today = ask(request());
    Policy policy = options.apply(PolicyFacts.read(today.object("policy")), recording);
    ReplayReport.Played played =
        new ReplayReport.Played(
            recording,
            policy,
            today.text("source"),
            Replay.of(recording, Policy.none(recording)),
            Replay.of(recording, policy));
    ReplayReport report = new ReplayReport(played);
    if (svg != null) {
      write(svg, CurvePicture.of(report.curves(), report.title(), report.description()));
    }
    if (isJson()) {
      terminal().line(Json.pretty(ReplayFacts.of(played)));
    } else {
      report.print(terminal());
    }
    return verdict(today).status();
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    throw new IllegalStateException("a replay is shown by its report");
  }

  private Recording recording() {
    int sources = (file == null ? 0 : 1) + (isIncident ? 1 : 0) + (since == null ? 0 : 1);
    if (sources != 1 || (until != null && since == null)) {
      throw new CommandFailed(
          Fault.usage(
              "Nothing was replayed",
              sources > 1
                  ? "A replay has one recording, and several were named."
                  : "It was not said what to replay.",
              "trafficctl replay FILE, or trafficctl replay --since 2h, or trafficctl replay --incident"));
    }
    if (file != null) {
      return ReplaySource.of(file);
    }
    return isIncident
        ? ReplaySource.incident()
        : ReplaySource.read(
            Json.line(
                ask(Request.to("replay recording").with("since", since).with("until", until))),
            "The usage log");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException unwritten) {
      throw new CommandFailed(
          Fault.failed(
              "The picture was not written to " + file,
              unwritten.getClass().getSimpleName() + ": " + unwritten.getMessage(),
              "Name a file in a folder that is there and can be written to."),
          unwritten);
    }
  }
}
