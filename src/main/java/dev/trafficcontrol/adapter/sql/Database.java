package dev.trafficcontrol.adapter.sql;

/// Transactions of one database. All three throw [StoreUnavailable] where the store fails.
///
/// Writers take turns, also those of other connections, processes and nodes: what a writer reads
/// stays as it is until its transaction has ended. So a count that was taken holds, and no
/// transaction is ever refused for the sake of another one.
public interface Database {

  /// One transaction: all of it is durable on return, or nothing of it was done. Where the work
  /// throws, nothing was.
  <R> R write(SqlWork<R> work);

  /// Sees one snapshot, whatever is written meanwhile, and waits for no writer. Changes nothing.
  <R> R read(SqlWork<R> work);

  /// As [#write], and all of it is taken back: what it would come to, without doing it.
  <R> R takenBack(SqlWork<R> work);
}
