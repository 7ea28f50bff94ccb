package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A copy of everything but the keys, also while a daemon works.
@Command(
    name = "backup",
    description = {
      "Copies the database and the configuration into one file, also while a daemon works.",
      "Runs' folders and the owner's token are not in it; branches are in your repositories."
    })
final class Backup extends Asking {

  @Parameters(paramLabel = "FILE", description = "The file to make.")
  @Nullable Path file;

  @Option(names = "--replace", description = "Replace FILE where there is one.")
  boolean replace;

  Backup(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("backup")
        .with("file", Path.of(String.valueOf(file)).toAbsolutePath().toString())
        .with("replace", replace);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line(
        "Backed up into %s, %d bytes, as of %s."
            .formatted(facts.text("file"), facts.number("bytes"), facts.text("at")));
  }
}
