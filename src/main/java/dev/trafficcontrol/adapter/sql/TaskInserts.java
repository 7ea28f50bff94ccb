package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.capacity.ModelClass;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.project.AgentChoice;
import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.task.Provenance;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskDraft;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.TaskText;
import dev.trafficcontrol.task.TaskWishes;
import dev.trafficcontrol.task.Tasks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes what is wanted: new tasks, and changes of tasks, within one transaction. Everything is
/// checked before anything is written, so that a refusal leaves nothing behind.
final class TaskInserts {

  private final Connection connection;
  private final Map<ProjectName, Optional<AgentChoice>> projects = new HashMap<>();

  TaskInserts(Connection connection) {
    this.connection = connection;
  }

  Tasks.AddReply add(List<TaskDraft> drafts, Provenance provenance) throws SQLException {
    for (int i = 0; i < drafts.size(); i++) {
      Optional<String> why = refusal(drafts.get(i), drafts.size());
      if (why.isPresent()) {
        return new Tasks.AddReply.Refused(i, why.get());
      }
    }
    List<String> ids = new ArrayList<>();
    for (TaskDraft draft : drafts) {
      ids.add(insert(draft, provenance));
    }
    List<Task> added = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      depend(ids.get(i), drafts.get(i).wishes().after(), ids);
      added.add(TaskRows.find(connection, ids.get(i)).orElseThrow());
    }
    Sql.next(connection, "task-set");
    return new Tasks.AddReply.Added(added);
  }

  /// Why not, or empty once it is changed.
  Optional<String> change(Task task, TaskText text, TaskWishes wishes) throws SQLException {
    Optional<String> why = refusal(new TaskDraft(new ProjectName(task.project()), text, wishes), 0);
    if (why.isEmpty()) {
      why = circle(task.id(), wishes.after());
    }
    if (why.isPresent()) {
      return why;
    }
    Sql.update(
        connection,
        """
        UPDATE tc_tasks SET title = ?, description = ?, agent = ?, model = ?, model_class = ?, priority = ?,
          not_before = ?, ready_at = ?, max_attempts = ?, estimate = ?,
          status = 'quarantined', revision = revision + 1, confirmation_id = NULL, reason = 'changed: approve it again'
        WHERE id = ?
        """,
        text.title(),
        text.description(),
        wishes.agent().agent(),
        wishes.agent().model(),
        modelClass(new ProjectName(task.project()), wishes),
        wishes.priority(),
        wishes.notBefore(),
        wishes.notBefore(),
        wishes.maxAttempts(),
        nanos(wishes.estimate()),
        task.id());
    Sql.update(connection, "DELETE FROM tc_task_dependencies WHERE task_id = ?", task.id());
    depend(task.id(), wishes.after(), List.of());
    return Optional.empty();
  }

  private Optional<String> refusal(TaskDraft draft, int drafts) throws SQLException {
    if (agent(draft.project()).isEmpty()) {
      return Optional.of(
          "there is no project '%s': add it with 'project add'".formatted(draft.project()));
    }
    for (String needed : draft.wishes().after()) {
      Optional<String> why = needed.startsWith("#") ? outside(needed, drafts) : unreachable(needed);
      if (why.isPresent()) {
        return why;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> outside(String ordinal, int drafts) {
    boolean known =
        ordinal.matches("#[1-9][0-9]{0,5}") && Integer.parseInt(ordinal.substring(1)) <= drafts;
    return known ? Optional.empty() : Optional.of("there is no " + ordinal + " among the tasks");
  }

  private Optional<String> unreachable(String id) throws SQLException {
    Optional<String> status =
        Sql.first(
            connection, "SELECT status FROM tc_tasks WHERE id = ?", row -> row.getString(1), id);
    if (status.isEmpty()) {
      return Optional.of("there is no task " + id + " to wait for");
    }
    return status.get().equals(TaskState.CANCELLED.label())
        ? Optional.of(id + " is cancelled: waiting for it would never end")
        : Optional.empty();
  }

  private Optional<String> circle(String id, List<String> after) throws SQLException {
    for (String needed : after) {
      boolean leadsBack =
          needed.equals(id)
              || Sql.exists(
                  connection,
                  """
                  WITH RECURSIVE needs (id) AS (
                    SELECT needs_id FROM tc_task_dependencies WHERE task_id = ?
                    UNION SELECT d.needs_id FROM tc_task_dependencies d JOIN needs ON d.task_id = needs.id)
                  SELECT 1 FROM needs WHERE id = ?
                  """,
                  needed,
                  id);
      if (leadsBack) {
        return Optional.of(needed + " waits for " + id + " itself");
      }
    }
    return Optional.empty();
  }

  private String insert(TaskDraft draft, Provenance provenance) throws SQLException {
    long number = Sql.next(connection, "task");
    String id = "T" + number;
    TaskWishes wishes = draft.wishes();
    TaskState state = provenance.origin().firstState();
    Sql.update(
        connection,
        """
        INSERT INTO tc_tasks (id, number, project_id, title, description, status, origin, agent, model, model_class,
          priority, not_before, ready_at, max_attempts, estimate, rank, created_by, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        id,
        number,
        draft.project().text(),
        draft.text().title(),
        draft.text().description(),
        state.label(),
        provenance.origin().label(),
        wishes.agent().agent(),
        wishes.agent().model(),
        modelClass(draft.project(), wishes),
        wishes.priority(),
        wishes.notBefore(),
        wishes.notBefore(),
        wishes.maxAttempts(),
        nanos(wishes.estimate()),
        TaskRows.rank(provenance.at(), wishes.priority()),
        provenance.by(),
        provenance.at());
    TaskRows.note(connection, id, provenance.at(), provenance.by(), state, null);
    return id;
  }

  private void depend(String id, List<String> after, List<String> ids) throws SQLException {
    for (String needed : after) {
      String other =
          needed.startsWith("#") ? ids.get(Integer.parseInt(needed.substring(1)) - 1) : needed;
      Sql.update(
          connection,
          "INSERT INTO tc_task_dependencies (task_id, needs_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
          id,
          other);
    }
    Sql.update(
        connection,
        """
        UPDATE tc_tasks SET waiting_on = (
          SELECT count(*) FROM tc_task_dependencies d JOIN tc_tasks n ON n.id = d.needs_id
          WHERE d.task_id = tc_tasks.id AND n.status <> 'complete')
        WHERE id = ?
        """,
        id);
  }

  private String modelClass(ProjectName project, TaskWishes wishes) throws SQLException {
    return ModelClass.of(wishes.agent().over(agent(project).orElseThrow()).model());
  }

  private Optional<AgentChoice> agent(ProjectName project) throws SQLException {
    Optional<AgentChoice> known = projects.get(project);
    if (known == null) {
      known =
          Sql.first(
              connection,
              "SELECT agent, model FROM tc_projects WHERE id = ?",
              row -> new AgentChoice(row.getString(1), row.getString(2)),
              project.text());
      projects.put(project, known);
    }
    return known;
  }

  private static @Nullable Long nanos(@Nullable Money amount) {
    return amount == null ? null : amount.nanos();
  }
}
