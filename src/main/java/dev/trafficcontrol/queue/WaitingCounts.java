package dev.trafficcontrol.queue;

/// How many tasks wait for what. A task counts once, at the first that applies, in this order.
///
/// @param quarantined for approval
/// @param pausedProject for their project
/// @param unconfirmed for the next confirmed start: they came, or changed, after this one
/// @param dependencies for other tasks
/// @param notYet for a time: not-before, backoff, a budget's window
/// @param ready for the scheduler
public record WaitingCounts(
    long quarantined,
    long pausedProject,
    long unconfirmed,
    long dependencies,
    long notYet,
    long ready) {

  public long total() {
    return quarantined + pausedProject + unconfirmed + dependencies + notYet + ready;
  }
}
