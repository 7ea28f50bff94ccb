package dev.trafficcontrol.adapter.archive;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.trafficcontrol.ledger.ArchiveFile;
import dev.trafficcontrol.ledger.Head;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The first line of an archive: what it is, of which book, and which of its batches it has.
///
/// @param database the id of the database whose book it is
/// @param after what its first batch follows
/// @param last of its last batch
record ArchiveHeader(
    String archive, int format, String database, ArchiveHeader.End after, ArchiveHeader.End last) {

  /// @param events how many there were up to there
  record End(long batch, String hash, @JsonProperty("event") long events) {

    static End of(Head head) {
      return new End(head.number(), head.hash(), head.events());
    }

    Head head() {
      return new Head(batch, hash, events);
    }
  }

  static final String KIND = "trafficcontrol-ledger";
  static final int FORMAT = 1;

  /// The last line: without it the file was cut off.
  static final String END = "{\"archive\":\"end\"}";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static ArchiveHeader of(String database, ArchiveFile.Part part) {
    return new ArchiveHeader(KIND, FORMAT, database, End.of(part.after()), End.of(part.last()));
  }

  String line() {
    return JSON.writeValueAsString(this);
  }

  /// Throws [IllegalArgumentException] for a line that is none, or of a format that is not known.
  static ArchiveHeader read(String line) {
    try {
      ArchiveHeader read = JSON.readValue(line, ArchiveHeader.class);
      if (!read.archive().equals(KIND)) {
        throw new IllegalArgumentException("is no archive of a book");
      }
      if (read.format() != FORMAT) {
        throw new IllegalArgumentException(
            "was made by another version of this program (format %d, this one knows %d)"
                .formatted(read.format(), FORMAT));
      }
      return read;
    } catch (JacksonException none) {
      throw new IllegalArgumentException("is no archive of a book", none);
    }
  }

  ArchiveFile.Part part() {
    return new ArchiveFile.Part(after.head(), last.head());
  }
}
