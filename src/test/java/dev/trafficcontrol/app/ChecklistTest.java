package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The statements of the incident's checklist, letter by letter, on the file of a real home, as
/// whoever has them in a script runs them.
class ChecklistTest {

  @TempDir Path folder;

  @Test
  void the_selects_of_the_checklist_run_as_they_stand_on_the_file_of_a_home() throws Exception {
    Shell shell = new Shell(folder.resolve("home"));
    assertThat(shell.run("init").exit()).isZero();
    shell.facts("project", "add", "web");
    shell.facts(
        "budget", "set", "--scope", "project:web", "--window", "rolling-day", "--limit", "3");
    for (int i = 1; i <= 11; i++) {
      shell.facts("task", "add", "Task " + i);
    }
    Path file = Files.writeString(folder.resolve("tasks.md"), "- [ ] Imported\n");
    shell.facts("task", "import", file.toString());

    Path database = shell.home().database();
    assertThat(rows(database, "SELECT COUNT(*), status FROM tc_tasks GROUP BY status;"))
        .containsExactlyInAnyOrder("1|quarantined", "11|queued");
    assertThat(rows(database, "SELECT title FROM tc_tasks WHERE status = 'queued' LIMIT 10;"))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 10).mapToObj(i -> "Task " + i).toList());
    assertThat(rows(database, "SELECT * FROM tc_budgets WHERE project_id IS NULL;"))
        .satisfiesExactlyInAnyOrder(
            hour -> assertThat(hour).contains("rolling-hour", "|10.00|0.00|0.00|"),
            day -> assertThat(day).contains("rolling-day", "|50.00|0.00|0.00|"));
  }

  /// A title alone would take real work with it; `docs/INCIDENT.md` says what to do instead.
  @Test
  void the_delete_of_the_checklist_is_an_error_and_removes_nothing() {
    Shell shell = new Shell(folder.resolve("home"));
    assertThat(shell.run("init").exit()).isZero();
    shell.facts("project", "add", "web");
    shell.facts("task", "add", "Add login test");

    assertThatThrownBy(() ->
            rows(
                shell.home().database(),
                "DELETE FROM tc_tasks WHERE title ILIKE '%test%' OR title ILIKE '%sample%';"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("ILIKE");
    assertThat(shell.facts("task", "list").objects("tasks")).hasSize(1);
  }

  private static List<String> rows(Path database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          columns.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", columns));
      }
      return rows;
    }
  }
}
