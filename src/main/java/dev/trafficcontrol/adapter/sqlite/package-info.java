/// The embedded store: one SQLite file in the home, and the ports that are kept in it.
///
/// Owns [SqliteDatabase] (opening, refusing, migrating, transactions) and one class for each port.
/// Values of the core enter and leave; SQL and connections stay inside. Invariant: what a write
/// returned from survives a power cut, and a file that is not ours, is newer, damaged or of another
/// environment is refused before a byte of it changes.
@NullMarked
package dev.trafficcontrol.adapter.sqlite;

import org.jspecify.annotations.NullMarked;
