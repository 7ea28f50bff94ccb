package dev.trafficcontrol.ledger;

/// The fake keeps what the real books keep.
class MemoryBookTest extends BookContract {

  private final MemoryBook book = new MemoryBook();

  @Override
  protected Book book() {
    return book;
  }
}
