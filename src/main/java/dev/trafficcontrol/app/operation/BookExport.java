package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.ledger.BookAudit;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The sound part of a book as text: one event a line, each a JSON object with the number, time and
/// hash of its batch. `docs/LEDGER.md` describes it.
final class BookExport {

  private final BufferedWriter out;

  private BookExport(BufferedWriter out) {
    this.out = out;
  }

  /// Writes a file of that name, which is not there yet: all of it or none.
  ///
  /// Throws [UncheckedIOException] where it can't be written.
  static BookAudit.Finding write(Book book, Arguments arguments, Path file) {
    Path folder = file.getParent();
    if (!file.isAbsolute() || folder == null) {
      throw arguments.bad("'" + file + "' is not the whole path of a file.");
    }
    if (!Files.isDirectory(folder)) {
      throw arguments.failed("There is no folder " + folder + ".", "mkdir -p " + folder);
    }
    if (Files.exists(file)) {
      throw arguments.failed("There is a file " + file + " already.", "Name another one.");
    }
    try {
      return write(book, folder, file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static BookAudit.Finding write(Book book, Path folder, Path file) throws IOException {
    Path draft = Files.createTempFile(folder, file.getFileName().toString(), ".part");
    try {
      BookAudit.Finding finding;
      try (BufferedWriter out = Files.newBufferedWriter(draft)) {
        finding = BookAudit.audit(book, new BookExport(out)::batch);
      }
      Files.move(draft, file);
      return finding;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private void batch(Batch batch) {
    try {
      long number = batch.firstEvent();
      for (Batch.Entry entry : batch.entries()) {
        // The event stands there byte for byte as the hash covers it.
        out.write(
            """
            {"batch":%d,"at":"%s","previous":"%s","hash":"%s","number":%d,"event":%s}
            """
                .formatted(
                    batch.number(),
                    batch.at(),
                    batch.previousHash(),
                    batch.hash(),
                    number,
                    entry.json()));
        number++;
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
