package dev.trafficcontrol.run;

import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.project.Projects;
import dev.trafficcontrol.project.Workspace;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.task.TaskText;
import dev.trafficcontrol.task.Tasks;

/// What a claim is about: read when its run starts, since a claimed task does not change.
public final class RunBriefs {

  private final Tasks tasks;
  private final Projects projects;

  public RunBriefs(Tasks tasks, Projects projects) {
    this.tasks = tasks;
    this.projects = projects;
  }

  /// Throws [IllegalStateException] where task or project is gone: a claim keeps both.
  RunBrief of(Claim claim) {
    TaskText text =
        tasks
            .find(claim.task())
            .orElseThrow(() -> new IllegalStateException("no task " + claim.task()))
            .text();
    Workspace workspace =
        projects
            .find(new ProjectName(claim.project()))
            .orElseThrow(() -> new IllegalStateException("no project " + claim.project()))
            .workspace();
    return new RunBrief(claim, text, workspace);
  }

  record RunBrief(Claim claim, TaskText text, Workspace workspace) {

    WorkplaceOrder order() {
      return new WorkplaceOrder(claim.run(), claim.task(), claim.attempt(), workspace);
    }

    String commitMessage() {
      return "%s%n%nRun %s, attempt %d at %s.%n"
          .formatted(text.title(), claim.run(), claim.attempt(), claim.task());
    }
  }
}
