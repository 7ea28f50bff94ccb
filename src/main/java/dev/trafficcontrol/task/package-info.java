/// Tasks: what is wanted, by whom, and how far it has come.
///
/// Owns [Task], the table of its states ([TaskState]) and the reading of task files ([TaskFile]).
/// Text from people enters and stays data: nothing here builds a command, a path or a query from
/// it. Checked drafts leave; [Tasks] is the port they are kept behind. Invariants: what no person
/// has approved is never queued, what is over is never queued again, and a file with one fault
/// imports nothing.
@NullMarked
package dev.trafficcontrol.task;

import org.jspecify.annotations.NullMarked;
