package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.queue.Admission;
import dev.trafficcontrol.queue.Admissions;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.Confirmation;
import dev.trafficcontrol.queue.DryStart;
import dev.trafficcontrol.queue.LeaseTimes;
import dev.trafficcontrol.queue.QueueSnapshot;
import dev.trafficcontrol.queue.TaskSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The very statements of a start, in transactions that are rolled back.
public final class SqlDryStart implements DryStart {

  private final Database database;

  public SqlDryStart(Database database) {
    this.database = database;
  }

  @Override
  public Optional<QueueSnapshot> look(Confirmation confirmation, TaskSet seen, Instant now) {
    return database.takenBack(connection ->
        begin(connection, confirmation, seen, now)
            ? Optional.of(
                new QueueHeads(
                        connection,
                        now,
                        confirmation.id(),
                        QueueSnapshot.MOST_OF_A_CLASS_WITHOUT_MONEY)
                    .snapshot())
            : Optional.empty());
  }

  @Override
  public List<Claim> claims(
      Confirmation confirmation, TaskSet seen, List<Admission> admissions, Instant now) {
    return database.takenBack(connection -> {
      List<Claim> claims = new ArrayList<>();
      if (begin(connection, confirmation, seen, now)) {
        for (Admission admission : admissions) {
          new ClaimStep(connection, admission, now, LeaseTimes.DEFAULT.lasts())
              .claim()
              .ifPresent(claims::add);
        }
      }
      return claims;
    });
  }

  private static boolean begin(
      Connection connection, Confirmation confirmation, TaskSet seen, Instant now)
      throws SQLException {
    boolean confirmed =
        SqlAdmissions.confirm(connection, confirmation, seen, now)
            instanceof Admissions.ConfirmReply.Confirmed;
    if (confirmed) {
      SqlAdmissions.confine(connection, confirmation.id());
    }
    return confirmed;
  }
}
