/// What a home keeps beside its book, in SQL that both engines understand.
///
/// Owns one class for each port and what they share; [Database] is what an engine has to be for
/// them. Values of the core enter and leave. Invariant: each call of a port is one transaction, and
/// whatever decides in it is read in it. The only package that other adapters may use.
@NullMarked
package dev.trafficcontrol.adapter.sql;

import org.jspecify.annotations.NullMarked;
