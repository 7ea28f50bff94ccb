package dev.trafficcontrol.adapter.archive;

import dev.trafficcontrol.ledger.ArchiveFile;
import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.BookText;
import dev.trafficcontrol.ledger.Head;
import dev.trafficcontrol.ledger.UnfitArchive;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Text, compressed by gzip: a line that says what it is, the book's lines as `ledger export` has
/// them ([BookText]), and a line that closes it. Unpacked it is read as well.
///
/// It appears under its name when it is whole and on the disk: a death anywhere leaves at most a
/// draft beside it (`NAME….part`).
public final class GzipArchive implements ArchiveFile {

  private static final int BUFFER = 1 << 16;
  private static final int GZIP_MAGIC = 0x1f;

  private final Path file;
  private final Optional<String> database;

  /// @param file in a folder that exists
  /// @param database the id of the database whose book it must be of; empty where that can't be
  ///   told
  public GzipArchive(Path file, Optional<String> database) {
    this.file = file.toAbsolutePath();
    this.database = database;
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public boolean isThere() {
    return Files.exists(file);
  }

  @Override
  public Part part() {
    try (BufferedReader lines = lines()) {
      return header(lines.readLine()).part();
    } catch (IOException failed) {
      throw unfit(failed);
    }
  }

  @Override
  public void read(Consumer<Batch> reader) {
    try (BufferedReader lines = lines()) {
      Part part = header(lines.readLine()).part();
      Head[] reached = {part.after()};
      BookText text =
          new BookText(batch -> {
            reached[0] = batch.head();
            reader.accept(batch);
          });
      String line = lines.readLine();
      for (long number = 2; !ArchiveHeader.END.equals(line); number++) {
        readLine(text, number, line);
        line = lines.readLine();
      }
      text.end();
      if (lines.readLine() != null || !reached[0].equals(part.last())) {
        throw new UnfitArchive(
            name(),
            "says that it ends with batch %d, and ends with batch %d"
                .formatted(part.last().number(), reached[0].number()));
      }
    } catch (IOException failed) {
      throw unfit(failed);
    }
  }

  private void readLine(BookText text, long number, @Nullable String line) {
    if (line == null) {
      throw new UnfitArchive(name(), "is cut off after line " + (number - 1));
    }
    try {
      text.read(line);
    } catch (IllegalArgumentException broken) {
      throw new UnfitArchive(
          name(), "is damaged: line " + number + " " + broken.getMessage(), broken);
    }
  }

  private ArchiveHeader header(@Nullable String line) {
    ArchiveHeader header;
    try {
      header = ArchiveHeader.read(line == null ? "" : line);
    } catch (IllegalArgumentException none) {
      throw new UnfitArchive(name(), String.valueOf(none.getMessage()), none);
    }
    if (database.isPresent() && !database.get().equals(header.database())) {
      throw new UnfitArchive(
          name(),
          "belongs to another book (of database %s; this one is %s)"
              .formatted(header.database(), database.get()));
    }
    return header;
  }

  private BufferedReader lines() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    boolean opened = false;
    try {
      in.mark(1);
      int first = in.read();
      in.reset();
      InputStream text = first == GZIP_MAGIC ? new GZIPInputStream(in, BUFFER) : in;
      // A decoder that refuses what is no UTF-8, instead of one that mends it.
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder()), BUFFER);
      opened = true;
      return lines;
    } finally {
      if (!opened) {
        in.close();
      }
    }
  }

  /// A file that is gone or may not be read is not damaged.
  private RuntimeException unfit(IOException failed) {
    return switch (failed) {
      case ZipException damaged ->
          new UnfitArchive(name(), "is damaged: " + damaged.getMessage(), damaged);
      case CharacterCodingException damaged ->
          new UnfitArchive(name(), "is no text: no archive of a book, or a damaged one", damaged);
      case java.io.EOFException cut -> new UnfitArchive(name(), "is cut off", cut);
      default -> new UncheckedIOException(failed);
    };
  }

  @Override
  public void write(Part part, Consumer<Consumer<Batch>> batches) {
    String id =
        database.orElseThrow(
            () -> new IllegalStateException("of which book it is has to be known"));
    try {
      Path folder = Objects.requireNonNull(file.getParent());
      // Made with the mode 0600.
      Path draft = Files.createTempFile(folder, file.getFileName().toString(), ".part");
      try {
        fill(draft, ArchiveHeader.of(id, part), batches);
        move(draft);
        sync(folder);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void fill(Path draft, ArchiveHeader header, Consumer<Consumer<Batch>> batches)
      throws IOException {
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE);
        GZIPOutputStream zip = new GZIPOutputStream(Channels.newOutputStream(channel), BUFFER);
        BufferedWriter out =
            new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), BUFFER)) {
      line(out, header.line());
      batches.accept(batch -> BookText.lines(batch).forEach(text -> line(out, text)));
      line(out, ArchiveHeader.END);
      out.flush();
      zip.finish();
      channel.force(true);
    }
  }

  private static void line(BufferedWriter out, String text) {
    try {
      out.write(text);
      out.write('\n');
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void move(Path draft) throws IOException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(name());
    }
    Files.move(draft, file);
  }

  /// So that its name, too, survives a power cut.
  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
