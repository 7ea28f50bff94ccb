package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One round of the writer: tickets are decided first, and answered after their batch is durable.
final class Round {

  private final LedgerCore core;
  private final Map<HoldId, Ticket.ForHold> inLine;
  private final Instant now;
  private final List<Runnable> leaving = new ArrayList<>();
  private final List<Runnable> answers = new ArrayList<>();

  Round(LedgerCore core, Map<HoldId, Ticket.ForHold> inLine, Instant now) {
    this.core = core;
    this.inLine = inLine;
    this.now = now;
    core.expireOverdue(now);
  }

  void take(Ticket ticket) {
    switch (ticket) {
      case Ticket.ForHold hold -> enter(hold);
      case Ticket.Leave leave -> leave(leave);
      case Ticket.ForCommand<?> command -> {
        command.decide(core, now);
        answers.add(command::complete);
      }
    }
  }

  void pass() {
    core.pass(now, this::answered);
  }

  /// Takes those out of line who are answered; to be called once the round's batch is durable, by
  /// the writer before it looks at the line again.
  void leaveLine() {
    leaving.forEach(Runnable::run);
  }

  /// Tells the callers; to be called once the round's batch is durable, on any thread.
  void answer() {
    answers.forEach(Runnable::run);
  }

  private void enter(Ticket.ForHold ticket) {
    Ticket.ForHold before = inLine.putIfAbsent(ticket.request.id(), ticket);
    if (before != null && before != ticket) {
      Refusal twice = new Refusal.IdReused(ticket.request.id());
      answers.add(() -> ticket.reply.complete(new HoldReply.Refused(twice)));
      return;
    }
    if (ticket.since == null) {
      ticket.since = now;
    }
    core.enter(ticket.request, ticket.since);
  }

  /// Takes back what was granted to whoever left, and nothing that others were granted by its id.
  private void leave(Ticket.Leave leave) {
    Ticket.ForHold left = leave.left;
    HoldId id = left.request.id();
    if (inLine.get(id) == left) {
      core.leave(id);
    }
    if (isGrantOf(left)) {
      core.decide(new VoidHold(id, "never sent: its caller left before the answer"), now);
    }
    leaving.add(() -> inLine.remove(id, left));
    answers.add(() -> leave.reply.complete(true));
  }

  private boolean isGrantOf(Ticket.ForHold ticket) {
    Holds holds = core.state().holds;
    ExpiredHold expired = holds.findExpired(ticket.request.id());
    Hold known = expired == null ? holds.find(ticket.request.id()) : expired.hold();
    return known != null && known.equals(ticket.granted);
  }

  private void answered(HoldRequest request, HoldVerdict verdict) {
    Ticket.ForHold ticket = inLine.get(request.id());
    if (ticket == null) {
      throw new BrokenInvariant("nobody waits for hold " + request.id());
    }
    HoldReply reply = reply(ticket, verdict);
    leaving.add(() -> inLine.remove(request.id(), ticket));
    answers.add(() -> ticket.reply.complete(reply));
  }

  private static HoldReply reply(Ticket.ForHold ticket, HoldVerdict verdict) {
    return switch (verdict) {
      case HoldVerdict.Granted granted -> {
        ticket.granted = granted.hold();
        yield new HoldReply.Held(new Authorization(granted.hold()));
      }
      case HoldVerdict.Known known when known.hold().equals(ticket.granted) ->
          new HoldReply.Held(new Authorization(known.hold()));
      case HoldVerdict.Known known -> new HoldReply.AlreadyHeld(known.hold());
      case HoldVerdict.Refused refused -> new HoldReply.Refused(refused.why());
      case HoldVerdict.MustWait _ -> throw new BrokenInvariant("an answer can't be to wait");
    };
  }
}
