package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// What a shell needs to complete commands and options. Made of the whole command line, which no
/// other command reads.
@Command(
    name = "completion",
    description = {
      "Prints a script that lets a shell complete commands and options.",
      "bash: eval \"$(trafficctl completion bash)\"",
      "zsh:  autoload -U compinit && compinit && eval \"$(trafficctl completion zsh)\""
    })
final class Completion implements Callable<Integer> {

  /// Shells that can be served.
  enum Shell {
    bash,
    zsh
  }

  private final Root root;

  @Parameters(paramLabel = "SHELL", description = "bash or zsh")
  @Nullable Shell shell;

  Completion(Root root) {
    this.root = root;
  }

  /// The script serves both: it asks zsh for its bash compatibility where it finds itself in one.
  @Override
  public Integer call() {
    String script = AutoComplete.bash("trafficctl", CommandTree.build(root));
    root.terminal().line(script.stripTrailing());
    return ExitCode.DONE.status();
  }
}
