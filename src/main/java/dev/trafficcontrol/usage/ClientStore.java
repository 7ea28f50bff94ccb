package dev.trafficcontrol.usage;

import java.util.List;

/// Where it is kept who has made which call: beside the usage log, which follows the book.
public interface ClientStore {

  /// How far the book goes now. Every hold that was granted before is within.
  long bookEnd();

  /// How far the log has followed the book.
  long logEnd();

  /// Has the log follow to where the book ends now.
  void catchUp();

  /// Keeps all of these, whose holds are within what the log has followed, or throws and keeps
  /// none. What is kept already stays, and what turned out to be free of charge is not kept: to be
  /// asked twice changes nothing.
  void keep(List<ClientNote> notes);
}
