package dev.trafficcontrol.ledger;

import java.util.function.Consumer;

/// A file that a book's oldest batches are archived into, or were.
///
/// Throws [UnfitArchive] where it is none, is one of another book, or is not whole; what its
/// batches say, who reads them checks.
public interface ArchiveFile {

  String name();

  boolean isThere();

  /// The batches that are in it.
  ///
  /// @param after what the first of them follows
  record Part(Head after, Head last) {}

  Part part();

  /// Hands over its batches, oldest first, and throws at the first that does not follow.
  void read(Consumer<Batch> reader);

  /// Makes the file, all of it or none; it is durable on return. Throws where one of that name is
  /// there.
  ///
  /// @param batches hands them over, oldest first
  void write(Part part, Consumer<Consumer<Batch>> batches);
}
