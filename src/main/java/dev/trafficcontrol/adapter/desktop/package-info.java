/// Starts a program of the owner's for each message, such as one that shows it on the desktop.
///
/// Messages of `alert` enter, and leave as arguments and as standard input; never through a shell.
/// Invariant: the program has ended, or was ended, before its outcome is told.
@NullMarked
package dev.trafficcontrol.adapter.desktop;

import org.jspecify.annotations.NullMarked;
