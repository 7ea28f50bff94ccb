package dev.trafficcontrol.adapter.sqlite;

import java.util.List;

/// The migrations there are, in order. A list instead of a scan, so that an up-to-date database is
/// known to be so without loading Flyway; a test holds it against the files.
final class Schema {

  static final List<String> MIGRATIONS =
      List.of(
          "V1__stamp_and_book.sql",
          "V2__work.sql",
          "V3__runs.sql",
          "V4__alerts_usage.sql",
          "V5__interruptions.sql",
          "V6__a_row_a_batch.sql",
          "V7__checkpoints.sql",
          "V8__archives.sql",
          "V9__clients.sql",
          "V10__alert_deliveries.sql",
          "V11__forecasts.sql",
          "V12__offers.sql");

  /// What `PRAGMA user_version` says of a database that has them all.
  static final int VERSION = version(MIGRATIONS.getLast());

  /// The version from which on the book is read as it is today.
  static final int A_ROW_A_BATCH = 6;

  /// The version from which on it may begin later than with its first batch.
  static final int ARCHIVES = 8;

  /// What `PRAGMA application_id` says of a database of ours: "TCDB" in ASCII.
  static final int APPLICATION_ID = 0x54434442;

  static final String FOLDER = "dev/trafficcontrol/adapter/sqlite";

  private Schema() {}

  static int version(String file) {
    return Integer.parseInt(file.substring(1, file.indexOf("__")));
  }
}
