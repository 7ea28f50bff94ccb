package dev.trafficcontrol.simulator;

import dev.trafficcontrol.simulator.Charge.Outcome;
import dev.trafficcontrol.simulator.Form.Delivery;
import dev.trafficcontrol.simulator.Step.Billed;

/// Sends prepared answers at the pace of their model, with the script's interruptions, and bills
/// each before the client can know that it is complete.
final class Answerer {
  private final TimeFactor factor;
  private final OnDisconnect onDisconnect;

  Answerer(TimeFactor factor, OnDisconnect onDisconnect) {
    this.factor = factor;
    this.onDisconnect = onDisconnect;
  }

  void answer(PreparedCall call, Outgoing out) {
    Pace pace = new Pace(factor, call.conversation().model());
    if (call.conversation().form().delivery() == Delivery.STREAM) {
      new StreamedAnswer(call, out, pace, onDisconnect).send();
    } else {
      whole(call, out, pace);
    }
  }

  private static void whole(PreparedCall call, Outgoing out, Pace pace) {
    for (Reply.Placed placed : call.reply().interruptions()) {
      if (beforeFirstByte(placed.step(), call.billing(), out)) {
        return;
      }
    }
    call.billing().open();
    pace.awaitToken(call.billing().usage().output());
    Answer answer = Answer.of(call);
    if (call.billing().complete()) {
      answer.completed();
    }
    String body = answer.whole();
    try {
      out.sendJson(200, body);
    } catch (Outgoing.ClientLeft e) {
      // written and billed in full; that nobody reads it changes nothing
      throw Outgoing.hangUp();
    }
  }

  /// Does what the script says instead of, or before, an answer.
  ///
  /// @return whether the call was ended by it
  static boolean beforeFirstByte(Step.Interruption step, BilledCall billing, Outgoing out) {
    return switch (step) {
      case Step.Silence silence -> {
        Pace.sleep(silence.length());
        yield false;
      }
      case Step.Cut cut -> {
        billing.end(cut.billed(), 0, Outcome.CUT);
        throw Outgoing.hangUp();
      }
      case Step.Foreign foreign -> {
        billing.end(foreign.billed(), 0, Outcome.ERROR);
        out.send(foreign.status(), foreign.contentType(), foreign.body());
        yield true;
      }
      case Step.Fail fail -> {
        Billed usual = fail.status() == 504 ? Billed.ALL : Billed.NOTHING;
        billing.end(fail.billed() == null ? usual : fail.billed(), 0, Outcome.ERROR);
        fail.headers().forEach(out::header);
        out.sendError(fail.problem());
        yield true;
      }
    };
  }
}
