package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.usage.Client;
import dev.trafficcontrol.usage.ClientNote;
import dev.trafficcontrol.usage.ClientStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// Who has made the calls, in `tc_usage_clients` beside the usage log.
///
/// A hold has a row there only while the log knows the hold, open or charged: one that is voided
/// takes its row along, and what is noted of it after that is not kept.
public final class SqlClients implements ClientStore {

  private static final String PUT =
      """
      INSERT INTO tc_usage_clients (hold_id, session, agent, parent)
      SELECT CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT)
      WHERE EXISTS (SELECT 1 FROM tc_usage_open WHERE hold_id = ?)
        OR EXISTS (SELECT 1 FROM tc_usage_log WHERE hold_id = ?)
      ON CONFLICT (hold_id) DO NOTHING
      """;

  private final Database database;

  public SqlClients(Database database) {
    this.database = database;
  }

  @Override
  public long bookEnd() {
    return database.<Long>read(UsageFollower::end);
  }

  @Override
  public long logEnd() {
    return database.<Long>read(UsageFollower::last);
  }

  @Override
  public void catchUp() {
    new SqlUsage(database).catchUp();
  }

  /// Throws [StoreUnavailable].
  @Override
  public void keep(List<ClientNote> notes) {
    database.<Boolean>write(connection -> put(connection, notes));
  }

  private static boolean put(Connection connection, List<ClientNote> notes) throws SQLException {
    try (PreparedStatement put = connection.prepareStatement(PUT)) {
      for (ClientNote note : notes) {
        String hold = note.hold().text();
        Client client = note.client();
        put.setString(1, hold);
        put.setString(2, client.session());
        put.setString(3, client.agent());
        put.setString(4, client.parent());
        put.setString(5, hold);
        put.setString(6, hold);
        put.addBatch();
      }
      put.executeBatch();
      return true;
    }
  }
}
