package dev.trafficcontrol.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.adapter.sql.Database;
import dev.trafficcontrol.adapter.sql.Sql;
import dev.trafficcontrol.testing.Engine;
import dev.trafficcontrol.testing.StoreUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresMigrationsTest {

  /// Of one engine alone: the row at which writers of the book take turns, Flyway's; and a view.
  private static final String OWN = "'tc_book', 'tc_events', 'tc_schema_history'";

  @TempDir private Path home;

  @Test
  void the_migrations_that_the_program_knows_are_those_there_are() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources", Schema.FOLDER))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(Schema.MIGRATIONS);
    }
    for (int i = 0; i < Schema.MIGRATIONS.size(); i++) {
      assertThat(Schema.version(Schema.MIGRATIONS.get(i))).isEqualTo(i + 1);
    }
  }

  @Test
  void both_engines_have_the_same_tables_with_the_same_columns() {
    try (StoreUnderTest file = Engine.SQLITE.store(home);
        StoreUnderTest server = Engine.POSTGRES.store(home)) {
      List<String> columns =
          columns(
              server.open(),
              """
              SELECT table_name || '.' || column_name COLLATE "C" AS c FROM information_schema.columns
              WHERE table_schema = current_schema() AND table_name NOT IN (%s) ORDER BY c
              """);
      assertThat(columns).contains("tc_tasks.title", "tc_slots.token");
      assertThat(columns)
          .isEqualTo(
              columns(
                  file.open(),
                  """
                  SELECT m.name || '.' || i.name AS c FROM sqlite_master m, pragma_table_info(m.name) i
                  WHERE m.type = 'table' AND m.name NOT IN (%s) ORDER BY c
                  """));
    }
  }

  @Test
  void names_compare_by_their_bytes_as_everywhere_else() {
    try (StoreUnderTest server = Engine.POSTGRES.store(home)) {
      assertThat(
              columns(
                  server.open(),
                  """
                  SELECT table_name || '.' || column_name AS c FROM information_schema.columns
                  WHERE table_schema = current_schema() AND table_name NOT IN (%s) AND data_type = 'text'
                    AND collation_name IS DISTINCT FROM 'C'
                    AND (column_name = 'name' OR column_name LIKE '%%id' OR column_name LIKE '%%class')
                  """))
          .isEmpty();
    }
  }

  private static List<String> columns(Database database, String sql) {
    return database.read(
        connection -> Sql.list(connection, sql.formatted(OWN), row -> row.getString("c")));
  }
}
