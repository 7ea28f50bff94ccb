package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.ledger.Head;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The copies of a book's head outside its database: one in the home, and one elsewhere, which a
/// home that is put back as a whole does not bring along.
///
/// While the book is in doubt nothing is written into them, so that the doubt stays until somebody
/// has taken it away.
public final class HeadCopies implements AutoCloseable {

  /// Who may have written the book that the copies speak of.
  private enum Writers {
    THIS_NODE,
    ANY_NODE
  }

  private final List<HeadFile> copies;
  private final Writers writers;
  private Optional<String> doubt = Optional.empty();

  private HeadCopies(List<HeadFile> copies, Writers writers) {
    this.copies = copies;
    this.writers = writers;
  }

  /// Of a book that this node alone has.
  ///
  /// @param elsewhere the second copy's file, in a folder that exists
  public static HeadCopies open(Path home, Optional<Path> elsewhere) throws IOException {
    return open(home, elsewhere, Writers.THIS_NODE);
  }

  /// Of a book that nodes share: one that joins them has not seen anything of it.
  public static HeadCopies ofShared(Path home, Optional<Path> elsewhere) throws IOException {
    return open(home, elsewhere, Writers.ANY_NODE);
  }

  private static HeadCopies open(Path home, Optional<Path> elsewhere, Writers writers)
      throws IOException {
    List<HeadFile> copies = new ArrayList<>();
    copies.add(HeadFile.open(home.resolve(HeadFile.NAME)));
    if (elsewhere.isPresent()) {
      copies.add(HeadFile.open(elsewhere.get()));
    }
    return new HeadCopies(copies, writers);
  }

  /// Holds a book against the copies, and brings them up to date unless they speak against it.
  ///
  /// @param ownWord what the database itself says against it
  public void compare(Stored book, Optional<String> ownWord) throws IOException {
    doubt = ownWord.isPresent() ? ownWord : whatSpeaksAgainst(book);
    if (doubt.isEmpty()) {
      believe(book.head());
    }
  }

  /// The book that is held against the copies.
  ///
  /// @param archived the number of its last batch that was archived; 0 where none was
  /// @param contains whether it has a batch of that number and hash
  public record Stored(Head head, long archived, Predicate<Head> contains) {}

  public Optional<String> doubt() {
    return doubt;
  }

  /// Somebody who may has said that the book is to be believed.
  public void believe(Head stored) throws IOException {
    doubt = Optional.empty();
    write(stored);
    for (HeadFile copy : copies) {
      copy.sync();
    }
  }

  public void write(Head head) throws IOException {
    if (doubt.isEmpty()) {
      for (HeadFile copy : copies) {
        copy.write(head);
      }
    }
  }

  private Optional<String> whatSpeaksAgainst(Stored book) throws IOException {
    for (HeadFile copy : copies) {
      Optional<Head> written = copy.read();
      if (written.isEmpty() && !mayBeMissing(copy, book.head())) {
        return Optional.of(unreadable(copy));
      }
      if (written.isPresent() && !book.contains().test(written.get())) {
        return Optional.of(
            written.get().number() < book.archived()
                ? archived(copy, book, written.get())
                : older(copy, book.head(), written.get()));
      }
    }
    return Optional.empty();
  }

  /// That of a new book is not there yet; a home that was brought from another machine has its own
  /// copy, and none elsewhere.
  private boolean mayBeMissing(HeadFile copy, Head stored) throws IOException {
    boolean mayBeNew = writers == Writers.ANY_NODE || copies.indexOf(copy) > 0;
    return stored.equals(Head.EMPTY) || (mayBeNew && copy.isBlank());
  }

  private static String unreadable(HeadFile file) {
    return "holds a book, and %s, which says how it ended, is missing or damaged: whether this is the newest copy can't be told"
        .formatted(file.file());
  }

  private static String archived(HeadFile file, Stored book, Head written) {
    return "holds a book whose batches up to %d were archived since it was last seen here (%s says batch %d): whether it is the same one can't be told"
        .formatted(book.archived(), file.file(), written.number());
  }

  private static String older(HeadFile file, Head stored, Head written) {
    return "holds an older or another book than the one last written here (it ends at batch %d, %s says batch %d): what was spent since would not count"
        .formatted(stored.number(), file.file(), written.number());
  }

  @Override
  public void close() throws IOException {
    for (HeadFile copy : copies) {
      copy.close();
    }
  }
}
