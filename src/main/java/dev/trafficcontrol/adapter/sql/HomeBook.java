package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.ledger.BookTime;
import java.util.Optional;

/// The book of a home's database, held against what the home last saw of it.
public interface HomeBook extends Book, AutoCloseable {

  /// Why it can't be told whether this is the newest book; empty where it is.
  Optional<String> doubt();

  /// Takes that doubt away.
  void believe();

  /// What the book says of time, without reading all of it.
  BookTime time();

  @Override
  void close();
}
