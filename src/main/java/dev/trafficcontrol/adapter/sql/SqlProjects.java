package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.project.AgentChoice;
import dev.trafficcontrol.project.Project;
import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.project.Projects;
import dev.trafficcontrol.project.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Projects, in `tc_projects`.
public final class SqlProjects implements Projects {

  private static final String SELECT =
      "SELECT name, repository, base_branch, verify, agent, model, weight, status FROM tc_projects ";

  private final Database database;

  public SqlProjects(Database database) {
    this.database = database;
  }

  @Override
  public boolean add(Project project, Instant now) {
    Workspace workspace = project.workspace();
    return database.write(connection ->
        Sql.update(
                connection,
                """
                INSERT INTO tc_projects
                  (id, name, repository, base_branch, verify, agent, model, weight, status, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
                project.id(),
                project.name().text(),
                workspace.repository(),
                workspace.baseBranch(),
                workspace.verify(),
                project.agent().agent(),
                project.agent().model(),
                project.weight(),
                label(project.standing()),
                now)
            == 1);
  }

  @Override
  public Optional<Project> find(ProjectName name) {
    return database.read(connection ->
        Sql.first(connection, SELECT + "WHERE id = ?", SqlProjects::project, name.text()));
  }

  @Override
  public List<Project> list() {
    return database.read(
        connection -> Sql.list(connection, SELECT + "ORDER BY id", SqlProjects::project));
  }

  @Override
  public boolean set(ProjectName name, Project.Standing standing) {
    return database.write(connection ->
        Sql.update(
                connection,
                "UPDATE tc_projects SET status = ? WHERE id = ?",
                label(standing),
                name.text())
            == 1);
  }

  private static Project project(ResultSet row) throws SQLException {
    return new Project(
        new ProjectName(row.getString("name")),
        new Workspace(
            row.getString("repository"), row.getString("base_branch"), row.getString("verify")),
        new AgentChoice(row.getString("agent"), row.getString("model")),
        row.getInt("weight"),
        Project.Standing.valueOf(row.getString("status").toUpperCase(Locale.ROOT)));
  }

  private static String label(Project.Standing standing) {
    return standing.name().toLowerCase(Locale.ROOT);
  }
}
