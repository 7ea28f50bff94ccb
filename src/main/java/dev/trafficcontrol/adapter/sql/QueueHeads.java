package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.project.AgentChoice;
import dev.trafficcontrol.queue.Candidate;
import dev.trafficcontrol.queue.ProjectHead;
import dev.trafficcontrol.queue.QueueSnapshot;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the heads of the queue: index probes only, the same few whether a hundred tasks wait or a
/// million.
final class QueueHeads {

  private static final String CANDIDATES =
      """
      SELECT t.id, t.project_id, t.revision, t.rank, t.confirmation_id,
             coalesce(t.agent, p.agent) AS agent, coalesce(t.model, p.model) AS model
      FROM tc_tasks t JOIN tc_projects p ON p.id = t.project_id
      WHERE t.project_id = ? AND t.model_class = ? AND
      """;

  /// A project has few model classes; more than so many wait for the first to be done.
  private static final int MOST_CLASSES = 16;

  private final Connection connection;
  private final Instant now;
  private final @Nullable String confirmation;
  private final int mostOfAClass;

  /// What every candidate fulfils, in the words of the partial indexes. Its parameter, if it has
  /// one, is [#confirmation]; see [#values].
  private final String waits;

  QueueHeads(Connection connection, Instant now, @Nullable String confirmation, int mostOfAClass) {
    this.connection = connection;
    this.now = now;
    this.confirmation = confirmation;
    this.mostOfAClass = mostOfAClass;
    this.waits =
        " t.status = 'queued' AND t.waiting_on = 0"
            + (confirmation == null
                ? ""
                : " AND t.confirmation_id = ? AND t.confirmation_id IS NOT NULL");
  }

  QueueSnapshot snapshot() throws SQLException {
    List<ProjectHead> heads = new ArrayList<>();
    for (ProjectHead project : projects()) {
      heads.add(
          new ProjectHead(
              project.project(), project.weight(), project.pass(), candidates(project.project())));
    }
    Map<String, Integer> slots = new TreeMap<>();
    Map<Scope, Integer> atWork = new HashMap<>();
    atWork(slots, atWork);
    return new QueueSnapshot(heads, slots, atWork);
  }

  private List<ProjectHead> projects() throws SQLException {
    return Sql.list(
        connection,
        """
        SELECT p.id, p.weight, CASE WHEN p.pass > s.value THEN p.pass ELSE s.value END AS turn
        FROM tc_projects p JOIN tc_sequences s ON s.name = 'pass' WHERE p.status = 'active' AND (
          EXISTS (SELECT 1 FROM tc_tasks t WHERE t.project_id = p.id AND t.ready_at IS NULL AND %1$s)
          OR EXISTS (SELECT 1 FROM tc_tasks t WHERE t.project_id = p.id AND t.ready_at IS NOT NULL AND %1$s))
        ORDER BY turn, p.id LIMIT %2$d
        """
            .formatted(waits, QueueSnapshot.MOST_PROJECTS),
        row -> new ProjectHead(row.getString(1), row.getInt(2), row.getLong(3), List.of()),
        twice(values(List.of(), List.of())));
  }

  private List<Candidate> candidates(String project) throws SQLException {
    List<Candidate> candidates = new ArrayList<>();
    Optional<String> modelClass = classAfter(project, "");
    for (int i = 0; i < MOST_CLASSES && modelClass.isPresent(); i++) {
      candidates.addAll(ofClass(project, modelClass.get()));
      modelClass = classAfter(project, modelClass.get());
    }
    candidates.sort(Comparator.comparing(Candidate::queuedAt).thenComparing(Candidate::task));
    return candidates;
  }

  private Optional<String> classAfter(String project, String last) throws SQLException {
    return Sql.first(
        connection,
        """
        SELECT c FROM (
          SELECT (SELECT t.model_class FROM tc_tasks t
                  WHERE t.project_id = ? AND t.model_class > ? AND t.ready_at IS NULL AND %1$s
                  ORDER BY t.model_class LIMIT 1) AS c
          UNION ALL
          SELECT (SELECT t.model_class FROM tc_tasks t
                  WHERE t.project_id = ? AND t.model_class > ? AND t.ready_at IS NOT NULL AND %1$s
                  ORDER BY t.model_class LIMIT 1)) AS classes
        WHERE c IS NOT NULL ORDER BY c LIMIT 1
        """
            .formatted(waits),
        row -> row.getString(1),
        twice(values(List.of(project, last), List.of())));
  }

  /// Those that wait for no time, and those whose time has come: the first few of both together.
  private List<Candidate> ofClass(String project, String modelClass) throws SQLException {
    List<Candidate> all = new ArrayList<>();
    all.addAll(
        Sql.list(
            connection,
            CANDIDATES + waits + " AND t.ready_at IS NULL ORDER BY t.rank LIMIT ?",
            QueueHeads::candidate,
            values(List.of(project, modelClass), List.of(mostOfAClass)).toArray()));
    all.addAll(
        Sql.list(
            connection,
            CANDIDATES
                + waits
                + " AND t.ready_at IS NOT NULL AND t.ready_at <= ? ORDER BY t.ready_at LIMIT ?",
            QueueHeads::candidate,
            values(List.of(project, modelClass), List.of(now, mostOfAClass)).toArray()));
    all.sort(Comparator.comparing(Candidate::queuedAt));
    return all.subList(0, Math.min(all.size(), mostOfAClass));
  }

  /// The values of a statement around the place of [#waits] in it.
  private List<Object> values(List<Object> before, List<Object> after) {
    List<Object> all = new ArrayList<>(before);
    if (confirmation != null) {
      all.add(confirmation);
    }
    all.addAll(after);
    return all;
  }

  private static Object[] twice(List<Object> values) {
    return Collections.nCopies(2, values).stream().flatMap(List::stream).toArray();
  }

  private void atWork(Map<String, Integer> slots, Map<Scope, Integer> atWork) throws SQLException {
    Sql.list(
        connection,
        "SELECT model_class, project_id, model FROM tc_slots",
        row -> {
          slots.merge(row.getString(1), 1, Integer::sum);
          atWork.merge(Scope.of(ScopeKind.PROJECT, row.getString(2)), 1, Integer::sum);
          return atWork.merge(Scope.of(ScopeKind.MODEL, row.getString(3)), 1, Integer::sum);
        });
  }

  private static Candidate candidate(ResultSet row) throws SQLException {
    return new Candidate(
        row.getString("id"),
        row.getString("project_id"),
        row.getInt("revision"),
        new AgentChoice(row.getString("agent"), row.getString("model")),
        Objects.requireNonNull(Sql.instant(row, "rank")),
        row.getString("confirmation_id"));
  }
}
