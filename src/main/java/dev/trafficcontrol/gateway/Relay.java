package dev.trafficcontrol.gateway;

import dev.trafficcontrol.gateway.AnswerReader.End;
import dev.trafficcontrol.pricing.Hop;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Passes a provider's answer on, byte for byte and as it comes, while its usage is read. The end
/// of the hold is handed in before the client can see the answer's end.
final class Relay {

  private static final int CHUNK_BYTES = 8 * 1024;

  private final UpstreamAnswer answer;
  private final AnswerReader reader;
  private final Passage passage;
  private final Settlement settlement;
  private final Flight flight;
  private final Semaphore drains;
  private boolean clientIsThere = true;
  private boolean draining;
  private boolean shrunk;

  Relay(
      UpstreamAnswer answer,
      AnswerReader reader,
      Settlement settlement,
      Flight flight,
      Semaphore drains) {
    this.answer = answer;
    this.reader = reader;
    this.passage = reader.passage();
    this.settlement = settlement;
    this.flight = flight;
    this.drains = drains;
  }

  /// Runs to the answer's end, however it ends.
  void run(ClientAnswer client) {
    try {
      Headers headers = passage.headers(ForwardedHeaders.toClient(answer.headers()));
      toClient(() -> client.begin(answer.status(), headers));
      if (relay(client) == End.PROPER) {
        toClient(client::end);
      }
    } finally {
      if (draining) {
        drains.release();
      }
    }
  }

  /// The last piece of an answer is its end for a client that counts bytes or reads events: it is
  /// passed on only once the hold's end was handed in. In a stream that piece says of itself that
  /// it is; in a whole answer each piece waits until the next is there.
  private End relay(ClientAnswer client) {
    byte[] piece = new byte[CHUNK_BYTES];
    byte[] before = new byte[CHUNK_BYTES];
    int heldBack = 0;
    End end;
    while (true) {
      int length;
      try {
        length = answer.read(piece);
      } catch (UpstreamLost lost) {
        end = End.BROKEN;
        break;
      }
      if (length < 0) {
        end = End.PROPER;
        break;
      }
      reader.feed(piece, length);
      if (reader.isOver()) {
        settlement.end(reader.verdict(End.PROPER));
      }
      if (reader.isStream()) {
        passage.pass(piece, length, (bytes, count) -> write(client, bytes, count));
      } else {
        write(client, before, heldBack);
        byte[] passed = before;
        before = piece;
        piece = passed;
        heldBack = length;
      }
      flight.metered(reader.soFar());
      shrinkOnce();
    }
    settlement.end(reader.verdict(end));
    passage.end((bytes, count) -> write(client, bytes, count));
    write(client, before, heldBack);
    return end;
  }

  /// After the first piece was passed on: the ledger's disk must not delay it.
  private void shrinkOnce() {
    if (!shrunk) {
      Optional<Hop> bound = reader.provenBound();
      bound.ifPresent(settlement::shrink);
      shrunk = bound.isPresent();
    }
  }

  private void write(ClientAnswer client, byte[] bytes, int length) {
    if (length > 0) {
      toClient(() -> client.write(bytes, length));
    }
  }

  private void toClient(Runnable step) {
    if (clientIsThere) {
      try {
        step.run();
      } catch (ClientGone gone) {
        clientIsThere = false;
        drainOrCut();
      }
    }
  }

  /// The provider bills to the end whoever listens: reading on tells how much. Where too many
  /// answers are read on already, this one is cut and charged at its bound.
  private void drainOrCut() {
    draining = !settlement.hasEnded() && drains.tryAcquire();
    if (!draining) {
      flight.cut("its client is gone");
    }
  }
}
