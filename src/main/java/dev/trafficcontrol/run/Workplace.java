package dev.trafficcontrol.run;

import java.util.Optional;

/// The place of one run.
///
/// @param folder what belongs to the run and is not its work: its HOME, its logs, its task
/// @param directory where it works
/// @param branch where its work goes, or empty where the project has no repository
public record Workplace(String run, String folder, String directory, Optional<RunBranch> branch) {

  /// The only other folder that the agent may write.
  public String home() {
    return folder + "/home";
  }

  public String taskFile() {
    return folder + "/TASK.md";
  }

  public String log(Log log) {
    return folder + "/" + log.fileName();
  }

  /// What a run leaves to read.
  public enum Log {
    AGENT_OUTPUT("agent.out"),
    AGENT_ERRORS("agent.err"),
    VERIFY_OUTPUT("verify.out"),
    VERIFY_ERRORS("verify.err");

    private final String fileName;

    Log(String fileName) {
      this.fileName = fileName;
    }

    public String fileName() {
      return fileName;
    }
  }
}
