package dev.trafficcontrol.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The book as text: one event a line, a JSON object each, with what its batch says. The event
/// stands last in it, byte for byte as the hash covers it. `docs/LEDGER.md` describes it.
public final class BookText {

  private static final Pattern LINE =
      Pattern.compile(
          "\\{\"batch\":([0-9]{1,18}),\"at\":\"([^\"]{1,40})\",\"previous\":\"([0-9a-f]{64})\",\"hash\":\"([0-9a-f]{64})\",\"number\":([0-9]{1,18}),\"event\":(.*)}",
          Pattern.DOTALL);

  private final Consumer<Batch> reader;
  private final List<Batch.Entry> entries = new ArrayList<>();
  private @Nullable Line first;

  /// What a line says of its event's batch.
  private record Line(long batch, Instant at, String previous, String hash, long number) {}

  /// @param reader is handed each batch once its last line was read
  public BookText(Consumer<Batch> reader) {
    this.reader = reader;
  }

  /// A batch's lines, without their ends.
  public static List<String> lines(Batch batch) {
    List<String> lines = new ArrayList<>();
    long number = batch.firstEvent();
    for (Batch.Entry entry : batch.entries()) {
      lines.add(
          "{\"batch\":%d,\"at\":\"%s\",\"previous\":\"%s\",\"hash\":\"%s\",\"number\":%d,\"event\":%s}"
              .formatted(
                  batch.number(),
                  batch.at(),
                  batch.previousHash(),
                  batch.hash(),
                  number,
                  entry.json()));
      number++;
    }
    return lines;
  }

  /// Reads the next line. Throws [IllegalArgumentException] for one that is no event's, or not the
  /// next one's.
  public void read(String text) {
    Matcher found = LINE.matcher(text);
    if (!found.matches()) {
      throw new IllegalArgumentException("is no event of a book");
    }
    Line line = line(found);
    Line known = first;
    if (known == null || known.batch() != line.batch()) {
      end();
      first = line;
    } else if (!line.equals(
        new Line(
            known.batch(),
            known.at(),
            known.previous(),
            known.hash(),
            known.number() + entries.size()))) {
      throw new IllegalArgumentException("does not go on with batch " + known.batch());
    }
    entries.add(new Batch.Entry(found.group(6)));
  }

  /// After the last line.
  public void end() {
    Line known = first;
    if (known != null) {
      Batch batch =
          new Batch(
              known.batch(), known.number(), known.at(), entries, known.previous(), known.hash());
      first = null;
      entries.clear();
      reader.accept(batch);
    }
  }

  private static Line line(Matcher found) {
    try {
      return new Line(
          Long.parseLong(found.group(1)),
          Instant.parse(found.group(2)),
          found.group(3),
          found.group(4),
          Long.parseLong(found.group(5)));
    } catch (DateTimeException unreadable) {
      throw new IllegalArgumentException("has no readable time", unreadable);
    }
  }
}
