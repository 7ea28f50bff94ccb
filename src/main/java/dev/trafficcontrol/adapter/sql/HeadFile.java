package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.ledger.Head;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Where the book ended when it was last written, kept beside the database: a database that was put
/// back from a copy does not know what it has forgotten, this file does.
///
/// One line of fixed size, written in place after each commit, and synced only when it is opened:
/// after a power cut it may lag behind the book, which is no harm. It never runs ahead of it.
public final class HeadFile implements AutoCloseable {

  public static final String NAME = "book.head";

  private static final Pattern LINE =
      Pattern.compile("([0-9]{20} [0-9]{20} [0-9a-f]{64}) ([0-9a-f]{8})\n");
  private static final int NUMBER_END = 20;
  private static final int EVENTS_END = 41;
  private static final int LONGEST = 200;
  private static final int CHECKSUM_DIGITS = 8;

  private final Path file;
  private final FileChannel channel;

  /// What this process wrote last.
  private @Nullable Head last;

  private HeadFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static HeadFile open(Path file) throws IOException {
    return new HeadFile(
        file,
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
  }

  Path file() {
    return file;
  }

  /// Nothing was ever written into it.
  boolean isBlank() throws IOException {
    return channel.size() == 0;
  }

  /// Makes what was written survive a power cut.
  void sync() throws IOException {
    channel.force(true);
  }

  /// What was written last; empty where there is nothing, or not a whole line.
  Optional<Head> read() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
    channel.read(bytes, 0);
    String text = StandardCharsets.US_ASCII.decode(bytes.flip()).toString();
    Matcher line = LINE.matcher(text);
    if (!line.matches() || !line.group(2).equals(checksum(line.group(1)))) {
      return Optional.empty();
    }
    String content = line.group(1);
    return Optional.of(
        new Head(
            Long.parseLong(content.substring(0, NUMBER_END)),
            content.substring(EVENTS_END + 1),
            Long.parseLong(content.substring(NUMBER_END + 1, EVENTS_END))));
  }

  void write(Head head) throws IOException {
    if (head.equals(last)) {
      return;
    }
    String content = digits(head.number()) + " " + digits(head.events()) + " " + head.hash();
    ByteBuffer line =
        ByteBuffer.wrap(
            (content + " " + checksum(content) + "\n").getBytes(StandardCharsets.US_ASCII));
    int size = line.remaining();
    for (int at = 0; line.hasRemaining(); ) {
      at += channel.write(line, at);
    }
    // All lines are as long; only what somebody else wrote may be longer.
    if (last == null && channel.size() > size) {
      channel.truncate(size);
    }
    last = head;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static String checksum(String content) {
    CRC32 crc = new CRC32();
    crc.update(content.getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().toHexDigits(crc.getValue(), CHECKSUM_DIGITS);
  }

  /// With zeros before them. Not by a format: this is done with each commit.
  private static String digits(long number) {
    String digits = Long.toString(number);
    return "0".repeat(NUMBER_END - digits.length()) + digits;
  }
}
