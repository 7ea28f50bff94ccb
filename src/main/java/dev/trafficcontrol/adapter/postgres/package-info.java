/// The store of many nodes: one PostgreSQL database.
///
/// Owns [PostgresDatabase]: opening, refusing, migrating, transactions. The work's ports come from
/// `adapter.sql`. Invariant: writers of all nodes take turns at one row, a commit that was answered
/// is on the server's disk, and a schema that is not ours, is newer or of another environment is
/// refused before anything in it changes.
@NullMarked
package dev.trafficcontrol.adapter.postgres;

import org.jspecify.annotations.NullMarked;
