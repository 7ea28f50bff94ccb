package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.app.readiness.WaitingWork;
import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The approved tasks that wait.
record WaitingList(WorkStores stores) {

  private static final int PAGE = 500;

  /// All of them, or those of one project, page by page.
  List<WaitingWork> of(Optional<ProjectName> project) {
    return of(project, TaskState.QUEUED);
  }

  /// Those in that state.
  List<WaitingWork> of(Optional<ProjectName> project, TaskState state) {
    Tasks.Filter wanted = new Tasks.Filter(Optional.of(state), project.map(ProjectName::toString));
    List<WaitingWork> all = new ArrayList<>();
    String last = "";
    List<Task> page;
    do {
      page = stores.tasks().list(wanted, last, PAGE);
      for (Task task : page) {
        all.add(
            new WaitingWork(
                task, stores.projects().find(new ProjectName(task.project())).orElseThrow()));
        last = task.id();
      }
    } while (page.size() == PAGE);
    return all;
  }
}
