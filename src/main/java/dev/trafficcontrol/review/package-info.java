/// Taking in what runs produced: a person's yes or no to a branch.
///
/// A task that waits for review and its run's branch enter; the branch its project names moves, or
/// the reason why it does not leaves. Invariant: a branch moves only from where the merge was made,
/// and only to what passed the project's verification after the merge.
@NullMarked
package dev.trafficcontrol.review;

import org.jspecify.annotations.NullMarked;
