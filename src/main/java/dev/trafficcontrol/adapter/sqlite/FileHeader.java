package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.adapter.sql.DatabaseRefused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/// Looks at a database file without SQLite, which would touch it. Offsets: the SQLite file format,
/// section 1.3 (sqlite.org/fileformat2.html).
final class FileHeader {

  private static final int BYTES = 100;
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int PAGE_SIZE_AT = 16;
  private static final int CHANGE_COUNTER_AT = 24;
  private static final int PAGE_COUNT_AT = 28;
  private static final int USER_VERSION_AT = 60;
  private static final int APPLICATION_ID_AT = 68;
  private static final int COUNT_VALID_FOR_AT = 92;
  private static final String RESTORE =
      "move it away and restore a backup, or start with a new home";

  private FileHeader() {}

  /// Throws [DatabaseRefused] for a file that can't be ours, or that this program can't serve.
  static void check(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new DatabaseRefused(file, "is not a file", "choose another home with --home");
      }
      FileLinks.check(file);
      checkWritable(file);
      ByteBuffer header = read(file);
      checkIdentity(file, header);
      checkLength(file, header);
    } catch (IOException unreadable) {
      throw new DatabaseRefused(file, "can't be read", unreadable.toString(), unreadable);
    }
  }

  static DatabaseRefused newer(Path file, int version) {
    return new DatabaseRefused(
        file,
        "was written by a newer version of TrafficControl (schema "
            + version
            + ", this program"
            + " knows "
            + Schema.VERSION
            + ")",
        "install that version, or choose another home with --home");
  }

  static DatabaseRefused damaged(Path file, String how, Throwable cause) {
    return new DatabaseRefused(file, "is damaged (" + how + ")", RESTORE, cause);
  }

  private static void checkWritable(Path file) throws IOException {
    boolean readOnly =
        !Files.isWritable(file)
            || !Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_WRITE);
    if (readOnly) {
      throw new DatabaseRefused(
          file,
          "is read-only",
          "make it writable for its owner (chmod u+w), or choose another home");
    }
  }

  private static ByteBuffer read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ByteBuffer.wrap(in.readNBytes(BYTES));
    }
  }

  private static void checkIdentity(Path file, ByteBuffer header) {
    if (header.limit() < BYTES) {
      throw new DatabaseRefused(file, "is damaged (cut off, or empty)", RESTORE);
    }
    if (!header.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      throw new DatabaseRefused(
          file, "is not a database (or its first bytes are damaged)", RESTORE);
    }
    if (header.getInt(APPLICATION_ID_AT) != Schema.APPLICATION_ID) {
      throw new DatabaseRefused(
          file,
          "belongs to another program, or its header is damaged",
          "choose another home with --home, or restore a backup");
    }
    int version = header.getInt(USER_VERSION_AT);
    if (version > Schema.VERSION) {
      throw newer(file, version);
    }
    if (version < 1) {
      throw new DatabaseRefused(file, "is damaged (schema " + version + ")", RESTORE);
    }
  }

  /// The page count stands for the file alone only where no write-ahead log waits beside it: a
  /// checkpoint that was interrupted has written page 1 before the last pages.
  private static void checkLength(Path file, ByteBuffer header) throws IOException {
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    boolean alone = !Files.exists(log) || Files.size(log) == 0;
    boolean counted = header.getInt(CHANGE_COUNTER_AT) == header.getInt(COUNT_VALID_FOR_AT);
    int stored = Short.toUnsignedInt(header.getShort(PAGE_SIZE_AT));
    long pageSize = stored == 1 ? 65_536 : stored;
    long expected = pageSize * Integer.toUnsignedLong(header.getInt(PAGE_COUNT_AT));
    if (alone && counted && Files.size(file) < expected) {
      throw new DatabaseRefused(
          file,
          "is damaged (cut off at " + Files.size(file) + " of " + expected + " bytes)",
          RESTORE);
    }
  }
}
