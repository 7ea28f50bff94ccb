package dev.trafficcontrol.simulator;

import dev.trafficcontrol.simulator.Charge.Outcome;
import dev.trafficcontrol.simulator.Step.Billed;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One answer on its way out as a stream of events.
final class StreamedAnswer {
  private record Due(int event, Step.Interruption step) {}

  private final PreparedCall call;
  private final BilledCall billing;
  private final Outgoing out;
  private final Pace pace;
  private final OnDisconnect onDisconnect;
  private final Answer answer;
  private final List<Event> events;
  private final Deque<Due> due;

  StreamedAnswer(PreparedCall call, Outgoing out, Pace pace, OnDisconnect onDisconnect) {
    this.call = call;
    this.billing = call.billing();
    this.out = out;
    this.pace = pace;
    this.onDisconnect = onDisconnect;
    answer = Answer.of(call);
    events = answer.events();
    due =
        new ArrayDeque<>(
            call.reply().interruptions().stream()
                .map(placed -> new Due(answer.eventsBefore(placed), placed.step()))
                .sorted(Comparator.comparingInt(Due::event))
                .toList());
  }

  void send() {
    for (Due first = due.peek(); first != null && first.event() == 0; first = due.peek()) {
      due.remove();
      if (Answerer.beforeFirstByte(first.step(), billing, out)) {
        return;
      }
    }
    pace.awaitToken(0);
    billing.open();
    int sent = 0;
    try {
      OutputStream stream = out.beginStream();
      while (sent < events.size()) {
        if (interrupted(sent, stream)) {
          return;
        }
        Event event = events.get(sent);
        pace.awaitToken(event.tokensWritten());
        if (event.tells() == Event.Tells.COMPLETION && billing.complete()) {
          answer.completed();
        }
        Outgoing.write(stream, event);
        sent++;
      }
      if (!interrupted(sent, stream)) {
        Outgoing.end(stream);
      }
    } catch (Outgoing.ClientLeft e) {
      Billed billed =
          switch (onDisconnect) {
            case FINISH -> Billed.ALL;
            case STOP -> Billed.SENT;
          };
      billing.end(billed, written(sent), Outcome.CLIENT_LEFT);
      throw Outgoing.hangUp();
    }
  }

  /// Does what the script says before the next event; true if that ended the stream.
  private boolean interrupted(int sent, OutputStream stream) {
    for (Due next = due.peek(); next != null && next.event() <= sent; next = due.peek()) {
      due.remove();
      switch (next.step()) {
        case Step.Silence silence -> Pace.sleep(silence.length());
        case Step.Foreign _ -> throw new IllegalStateException("only before the first byte");
        case Step.Cut cut -> {
          billing.end(cut.billed(), written(sent), Outcome.CUT);
          if (sent < events.size()) {
            Outgoing.writePart(stream, events.get(sent), cut.bytes());
          }
          throw Outgoing.hangUp();
        }
        case Step.Fail fail -> {
          fail(fail, sent, stream);
          return true;
        }
      }
    }
    return false;
  }

  private void fail(Step.Fail fail, int sent, OutputStream stream) {
    @Nullable Billed billed = fail.billed();
    Usage charged =
        billing.end(billed == null ? Billed.SENT : billed, written(sent), Outcome.ERROR);
    Outgoing.write(stream, answer.failure(fail, charged, sent));
    Outgoing.end(stream);
  }

  /// Charged output tokens of the first events. What the answer's text counts and what is charged
  /// for it differ where a script sets the figures. Never less than the first event said.
  private long written(int sent) {
    if (sent == 0) {
      return 0;
    }
    long counted = events.get(sent - 1).tokensWritten();
    long charged = billing.usage().output();
    long whole = call.reply().outputTokens() * call.conversation().form().choices();
    long share = Math.ceilDiv(charged * counted, whole);
    return Math.max(Math.min(1, charged), share);
  }
}
