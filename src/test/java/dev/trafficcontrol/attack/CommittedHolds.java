package dev.trafficcontrol.attack;

import dev.trafficcontrol.money.Money;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Reads the book of a daemon at work from outside, as the file has it: what another connection can
/// see is committed.
final class CommittedHolds {

  private CommittedHolds() {}

  /// The amounts of all holds that a key was ever granted, in their order.
  static List<Money> of(Path home, String key) throws IOException {
    String file = "jdbc:sqlite:file:" + home.resolve("trafficcontrol.db") + "?mode=ro";
    try (Connection connection = DriverManager.getConnection(file);
        PreparedStatement query =
            connection.prepareStatement(
                """
                SELECT json_extract(body, '$.amount') FROM tc_events
                WHERE kind = 'held' AND json_extract(body, '$.scope.key') = ? ORDER BY number
                """)) {
      query.setString(1, key);
      List<Money> amounts = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          amounts.add(Money.ofUsd(rows.getString(1)));
        }
      }
      return amounts;
    } catch (SQLException unreadable) {
      throw new IOException("the book of " + home + " can't be read", unreadable);
    }
  }
}
