package dev.trafficcontrol.adapter.sqlite;

import org.sqlite.SQLiteException;

/// What a failure of the disk means, where SQLite's own words leave that open.
final class DiskWords {

  private DiskWords() {}

  static String of(Exception failed) {
    String said = String.valueOf(failed.getMessage());
    if (!(failed instanceof SQLiteException sqlite)) {
      return said;
    }
    return switch (sqlite.getResultCode()) {
      // The second where there is no room for the index of the log.
      case SQLITE_FULL, SQLITE_IOERR_SHMSIZE ->
          "the disk is full, make room on it; nothing is lost or spent meanwhile (" + said + ")";
      case SQLITE_READONLY, SQLITE_CANTOPEN ->
          "the file or its disk is read-only, or not there (" + said + ")";
      default -> said;
    };
  }
}
