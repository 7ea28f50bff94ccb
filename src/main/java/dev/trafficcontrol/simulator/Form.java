package dev.trafficcontrol.simulator;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// In which form an answer is wanted: one case for each route that is charged.
sealed interface Form {
  enum Delivery {
    STREAM,
    WHOLE
  }

  /// Whether the model thinks before it speaks, unless it is told what to say.
  enum Thinking {
    NONE,
    SOME
  }

  /// `/v1/messages`.
  record Messages(Delivery delivery) implements Form {
    @Override
    public Protocol protocol() {
      return Protocol.ANTHROPIC;
    }

    @Override
    public String idPrefix() {
      return "msg_01";
    }

    @Override
    public String toolCallPrefix() {
      return "toolu_01";
    }

    @Override
    public Thinking thinking() {
      return Thinking.NONE;
    }
  }

  /// `/v1/chat/completions`.
  ///
  /// @param choices how many answers are wanted; each is charged
  /// @param usage whether a stream ends with its usage
  record Chat(Delivery delivery, int choices, StreamUsage usage, Thinking thinking)
      implements Form {
    enum StreamUsage {
      LEFT_OUT,
      AT_THE_END
    }

    @Override
    public Protocol protocol() {
      return Protocol.OPENAI;
    }

    @Override
    public String idPrefix() {
      return "chatcmpl-";
    }
  }

  /// `/v1/responses`.
  ///
  /// @param request as it was read, for what the answer repeats of it
  /// @param items the whole conversation, what was stored earlier before what was sent now
  /// @param customTools names of the tools that take a text instead of JSON
  /// @param store where the answer is to be found later; null if it is not to be
  record Responses(
      Delivery delivery,
      Thinking thinking,
      JsonNode request,
      List<JsonNode> items,
      Set<String> customTools,
      @Nullable StoredResponses store)
      implements Form {
    public Responses {
      items = List.copyOf(items);
      customTools = Set.copyOf(customTools);
    }

    @Override
    public Protocol protocol() {
      return Protocol.OPENAI;
    }

    @Override
    public String idPrefix() {
      return "resp_";
    }
  }

  Delivery delivery();

  Protocol protocol();

  Thinking thinking();

  /// What the ids of answers begin with.
  String idPrefix();

  /// What the ids of tool calls begin with.
  default String toolCallPrefix() {
    return "call_";
  }

  /// How many times the reply is written.
  default int choices() {
    return 1;
  }
}
