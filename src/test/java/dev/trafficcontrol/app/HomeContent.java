package dev.trafficcontrol.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Everything that a home keeps, to be compared: each row of each table, and the files that runs
/// would leave.
record HomeContent(Map<String, List<String>> tables, List<String> files) {

  static HomeContent of(Shell shell) throws SQLException {
    Map<String, List<String>> tables = new TreeMap<>();
    try (Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + shell.home().database())) {
      for (String table :
          rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")) {
        tables.put(table, rows(connection, "SELECT * FROM \"" + table + "\""));
      }
    }
    return new HomeContent(tables, files(shell.home().directory()));
  }

  List<String> of(String table) {
    return tables.getOrDefault(table, List.of());
  }

  /// One statement that changes what no command of the program would.
  static void change(Shell shell, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + shell.home().database());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(rows.getString(i)));
        }
        all.add(String.join("|", row));
      }
    }
    all.sort(null);
    return all;
  }

  private static List<String> files(Path home) {
    List<String> files = new ArrayList<>();
    for (String folder : List.of("runs", "worktrees")) {
      if (Files.exists(home.resolve(folder))) {
        try (Stream<Path> below = Files.walk(home.resolve(folder))) {
          below.map(Path::toString).sorted().forEach(files::add);
        } catch (IOException broken) {
          throw new UncheckedIOException(broken);
        }
      }
    }
    return files;
  }
}
