/// Files that a book's oldest batches are archived into.
///
/// Owns [GzipArchive]. Batches enter and become a file; a file enters and its batches leave, byte
/// for byte. Invariant: a file that has its name is whole and on the disk, and what is cut, changed
/// or of another book is never taken for an archive.
@NullMarked
package dev.trafficcontrol.adapter.archive;

import org.jspecify.annotations.NullMarked;
