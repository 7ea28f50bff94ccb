package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.ledger.Archives;
import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.ledger.BookAudit;
import dev.trafficcontrol.ledger.BookText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The sound part of a book as text ([BookText]), with what was archived where that is at hand.
final class BookExport {

  private final BufferedWriter out;

  private BookExport(BufferedWriter out) {
    this.out = out;
  }

  /// Writes a file of that name, which is not there yet: all of it or none.
  ///
  /// Throws [UncheckedIOException] where it can't be written.
  static BookAudit.Finding write(Book book, Archives archives, Arguments arguments, Path file) {
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
      return write(book, archives, folder, file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static BookAudit.Finding write(Book book, Archives archives, Path folder, Path file)
      throws IOException {
    Path draft = Files.createTempFile(folder, file.getFileName().toString(), ".part");
    try {
      BookAudit.Finding finding;
      try (BufferedWriter out = Files.newBufferedWriter(draft)) {
        finding = BookAudit.audit(book, archives, new BookExport(out)::batch);
      }
      Files.move(draft, file);
      return finding;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private void batch(Batch batch) {
    try {
      for (String line : BookText.lines(batch)) {
        out.write(line);
        out.write('\n');
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
