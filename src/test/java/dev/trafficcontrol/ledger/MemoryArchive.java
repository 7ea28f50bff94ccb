package dev.trafficcontrol.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An archive in memory.
final class MemoryArchive implements ArchiveFile {

  private final String name;
  private List<Batch> batches = List.of();
  private @Nullable Part part;

  MemoryArchive(String name) {
    this.name = name;
  }

  List<Batch> batches() {
    return batches;
  }

  /// Replaces text in it, as somebody who can write the file could.
  void tamper(String find, String replace) {
    batches =
        batches.stream()
            .map(old ->
                Batch.stored(
                    old.number(),
                    old.firstEvent(),
                    old.at(),
                    old.body().replace(find, replace),
                    old.previousHash(),
                    old.hash()))
            .toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isThere() {
    return part != null;
  }

  @Override
  public Part part() {
    if (part == null) {
      throw new UnfitArchive(name, "is no archive of a book");
    }
    return part;
  }

  @Override
  public void read(Consumer<Batch> reader) {
    batches.forEach(reader);
  }

  @Override
  public void write(Part what, Consumer<Consumer<Batch>> from) {
    if (part != null) {
      throw new IllegalStateException(name + " is there");
    }
    List<Batch> written = new ArrayList<>();
    from.accept(written::add);
    batches = List.copyOf(written);
    part = what;
  }
}
