package dev.trafficcontrol.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// The yardstick of this machine at this moment: one thread that writes rows of the size of a
/// hold's and a settle's event, durable in batches, and neither decides nor answers anything.
final class BareWrites {

  private static final int BATCH = 128;
  private static final String ROW = "INSERT INTO bare (body) VALUES (?)";
  private static final String HELD = "h".repeat(330);
  private static final String SETTLED = "s".repeat(110);

  private final Path file;

  BareWrites(Path file) {
    this.file = file;
  }

  Load.Measured run(Duration before, Duration measured) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = FULL");
        statement.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, body TEXT NOT NULL)");
      }
      connection.setAutoCommit(false);
      try (PreparedStatement row = connection.prepareStatement(ROW)) {
        writeFor(before, connection, row);
        return writeFor(measured, connection, row);
      }
    }
  }

  private static Load.Measured writeFor(Duration time, Connection connection, PreparedStatement row)
      throws SQLException {
    long from = System.nanoTime();
    long pairs = 0;
    while (System.nanoTime() - from < time.toNanos()) {
      for (int pair = 0; pair < BATCH; pair++) {
        row.setString(1, HELD);
        row.executeUpdate();
        row.setString(1, SETTLED);
        row.executeUpdate();
      }
      connection.commit();
      pairs += BATCH;
    }
    return new Load.Measured(pairs, (System.nanoTime() - from) / 1e9);
  }
}
