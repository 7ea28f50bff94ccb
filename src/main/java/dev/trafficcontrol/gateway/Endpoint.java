package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.ModelPrice;
import java.util.Locale;

/// A paid route: how its bodies are read, and its answers metered.
enum Endpoint {
  MESSAGES("/v1/messages", Protocol.ANTHROPIC) {
    @Override
    Reading read(Body body, Headers headers) {
      return MessagesReader.read(body, headers);
    }

    @Override
    String outputField(ModelPrice model) {
      return "max_tokens";
    }

    @Override
    AnswerReader streamed(PaidRequest request) {
      return new StreamReader(request);
    }

    @Override
    AnswerReader whole(int status, PaidRequest request) {
      return new WholeReader(status, new MessageDocument(request));
    }
  },
  CHAT_COMPLETIONS("/v1/chat/completions", Protocol.OPENAI) {
    @Override
    Reading read(Body body, Headers headers) {
      return ChatReader.read(body);
    }

    // OpenAI's newer models refuse the old name; many who speak its protocol know no other.
    @Override
    String outputField(ModelPrice model) {
      return model.provider().equals("openai") ? "max_completion_tokens" : "max_tokens";
    }

    @Override
    AnswerReader streamed(PaidRequest request) {
      return new ChatStreamReader(request);
    }

    @Override
    AnswerReader whole(int status, PaidRequest request) {
      return new WholeReader(status, new CompletionDocument(request));
    }
  },
  RESPONSES("/v1/responses", Protocol.OPENAI) {
    @Override
    Reading read(Body body, Headers headers) {
      return ResponsesReader.read(body);
    }

    @Override
    String outputField(ModelPrice model) {
      return "max_output_tokens";
    }

    @Override
    AnswerReader streamed(PaidRequest request) {
      return new ResponseStreamReader(request);
    }

    @Override
    AnswerReader whole(int status, PaidRequest request) {
      return new WholeReader(status, new ResponseDocument(request));
    }
  };

  private final String path;
  private final Protocol protocol;

  Endpoint(String path, Protocol protocol) {
    this.path = path;
    this.protocol = protocol;
  }

  String path() {
    return path;
  }

  Protocol protocol() {
    return protocol;
  }

  abstract Reading read(Body body, Headers headers);

  /// The field that limits an answer at the model's provider.
  abstract String outputField(ModelPrice model);

  /// Whether the model's provider is known to heed a limit of that name: OpenAI heeds its old one
  /// too, or refuses it; others may pass over a name that they don't know.
  boolean isHeeded(String field, ModelPrice model) {
    return field.equals(outputField(model)) || model.provider().equals("openai");
  }

  AnswerReader reader(UpstreamAnswer answer, PaidRequest request) {
    String type = answer.headers().first("content-type").orElse("").toLowerCase(Locale.ROOT);
    return answer.status() == 200 && type.startsWith("text/event-stream")
        ? streamed(request)
        : whole(answer.status(), request);
  }

  abstract AnswerReader streamed(PaidRequest request);

  abstract AnswerReader whole(int status, PaidRequest request);
}
