package dev.trafficcontrol.simulator;

import java.util.List;

/// A reply in the JSON of one form: a whole body, or the events of a stream.
interface Answer {
  /// The body of an answer that is not streamed.
  String whole();

  /// The stream's events, made at the first call.
  List<Event> events();

  /// How many events go out before an interruption; asked once the events are made.
  int eventsBefore(Reply.Placed placed);

  /// An error in mid-stream.
  ///
  /// @param charged what the call costs after all
  /// @param sent how many events went out before it
  Event failure(Step.Fail fail, Usage charged, int sent);

  /// Called once the answer is written and charged, before the client can know that it is.
  default void completed() {}

  static Answer of(PreparedCall call) {
    return switch (call.conversation().form()) {
      case Form.Messages _ -> new AnswerJson(call);
      case Form.Chat chat -> new ChatAnswer(call, chat);
      case Form.Responses responses -> new ResponsesAnswer(call, responses);
    };
  }
}
