package dev.trafficcontrol.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One step of a scripted answer.
sealed interface Step {
  record Say(String text) implements Step {}

  /// Prose of so many tokens.
  record SayTokens(long tokens) implements Step {}

  /// Tokens of thought before what follows; a part of the output.
  record Think(long tokens) implements Step {}

  /// Serves the call in this tier, whatever was asked for.
  record ServeIn(PricedModel.Tier tier) implements Step {}

  /// @param input as JSON text
  record UseTool(String name, String input) implements Step {}

  record StopWith(String reason) implements Step {}

  /// Exact figures instead of counted ones, and the oddities real usage has.
  ///
  /// @param revisedInput what the last delta says of uncached input, and what is charged
  /// @param lastDelta whether the last delta tells usage at all; the bill always knows it
  record Figures(
      OptionalLong input,
      OptionalLong write5m,
      OptionalLong write1h,
      OptionalLong read,
      OptionalLong output,
      OptionalLong searches,
      OptionalLong revisedInput,
      LastDelta lastDelta)
      implements Step {

    enum LastDelta {
      WITH_USAGE,
      WITHOUT_USAGE
    }

    static final Figures COUNTED =
        new Figures(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            LastDelta.WITH_USAGE);

    /// What the first event says, given what was counted.
    Usage announced(Usage counted) {
      return new Usage(
          input.orElse(counted.input()),
          write5m.orElse(counted.write5m()),
          write1h.orElse(counted.write1h()),
          read.orElse(counted.read()),
          output.orElse(counted.output()),
          0);
    }

    /// What is charged.
    Usage charged(Usage counted) {
      Usage first = announced(counted);
      return new Usage(
          revisedInput.orElse(first.input()),
          first.write5m(),
          first.write1h(),
          first.read(),
          first.output(),
          searches.orElse(0));
    }
  }

  /// A step that breaks into the answer: after so many events, or where it stands in the script.
  sealed interface Interruption extends Step {
    OptionalInt afterEvents();
  }

  /// How much of an interrupted call is charged.
  enum Billed {
    NOTHING,
    SENT,
    ALL
  }

  /// How OpenAI's responses tell an error in mid-stream.
  enum FailureEvent {
    /// `response.failed`, with the usage so far.
    FAILED,
    /// `error`, which has none.
    ERROR
  }

  /// An error in the provider's shape: before the first byte with a status, later as an event.
  ///
  /// @param type null for what is usual for the status, as is the code
  /// @param billed null for what fits: nothing before the first byte (all after a 504), else what
  ///   was sent
  record Fail(
      OptionalInt afterEvents,
      int status,
      @Nullable String type,
      @Nullable String code,
      String message,
      Map<String, String> headers,
      @Nullable Billed billed,
      FailureEvent event)
      implements Interruption {

    Problem problem() {
      return new Problem(status, type, code, null, message);
    }
  }

  /// An answer in somebody else's shape, as a proxy in between would send; always before the first
  /// byte.
  record Foreign(int status, String contentType, String body, Billed billed)
      implements Interruption {
    @Override
    public OptionalInt afterEvents() {
      return OptionalInt.of(0);
    }
  }

  /// The connection is closed in the middle.
  ///
  /// @param bytes how much of the next event still goes out
  record Cut(OptionalInt afterEvents, int bytes, Billed billed) implements Interruption {}

  /// Nothing is sent for a while of real time.
  record Silence(OptionalInt afterEvents, Duration length) implements Interruption {}
}
