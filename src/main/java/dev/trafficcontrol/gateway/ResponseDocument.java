package dev.trafficcontrol.gateway;

import org.jspecify.annotations.Nullable;

/// A whole answer of `/v1/responses`, which is also what its stream ends with.
final class ResponseDocument implements Document {

  private final OpenAiUsage usage;
  private String status = "";
  private @Nullable String error;
  private boolean anyOutput;
  private long searches;

  /// Searches as the provider counts them: one item may be several.
  private long requests;

  ResponseDocument(PaidRequest request) {
    this.usage = new OpenAiUsage(request);
  }

  @Override
  public Protocol protocol() {
    return Protocol.OPENAI;
  }

  @Override
  public Verdict verdict(byte[] body) {
    JsonWalk.object(body, this::field);
    return verdict();
  }

  /// Reads a response within another document.
  void read(JsonWalk response) {
    response.fields(this::field);
  }

  /// Of what was read.
  Verdict verdict() {
    usage.searched(Math.max(searches, requests));
    if (status.equals("failed") && !usage.isReported() && !anyOutput) {
      return Verdict.NothingBilled.refused(
          "the provider failed before any content: " + error, error == null ? "" : error);
    }
    return usage.verdict();
  }

  private void field(String name, JsonWalk value) {
    switch (name) {
      case "usage" -> usage.report(value);
      case "model" -> usage.servedBy(value.text());
      case "status" -> status = value.text();
      case "service_tier" -> {
        if (!value.isNull()) {
          usage.tier(value.text());
        }
      }
      case "error" -> error(value);
      case "output" -> value.elements(this::item);
      case "tool_usage" -> {
        if (value.isObject()) {
          value.fields(this::toolUsage);
        } else {
          value.skip();
        }
      }
      default -> value.skip();
    }
  }

  private void error(JsonWalk value) {
    if (value.isObject()) {
      value.fields((name, part) -> {
        if (name.equals("code") && part.isText()) {
          error = part.text();
        } else {
          part.skip();
        }
      });
    }
  }

  private void toolUsage(String tool, JsonWalk counts) {
    if (!tool.equals("web_search") || !counts.isObject()) {
      counts.skip();
      return;
    }
    counts.fields((name, count) -> {
      if (name.equals("num_requests") && !count.isNull()) {
        searched(count.count());
      } else {
        count.skip();
      }
    });
  }

  /// @param atLeast as many as were seen elsewhere
  void searched(long atLeast) {
    requests = Math.max(requests, atLeast);
  }

  private void item(JsonWalk item) {
    anyOutput = true;
    Item read = new Item();
    item.fields(read::field);
    if (read.type.equals("web_search_call")) {
      searches += Math.max(1, read.queries);
    }
  }

  /// One call of the tool may be several searches, of which each is billed. Source: OpenAI's API
  /// reference, `ResponseFunctionWebSearch`; its support, in the forum, on what is billed.
  private static final class Item {
    private String type = "";
    private long queries;

    void field(String name, JsonWalk value) {
      if (name.equals("type") && value.isText()) {
        type = value.text();
      } else if (name.equals("action") && value.isObject()) {
        value.fields(this::action);
      } else {
        value.skip();
      }
    }

    private void action(String name, JsonWalk value) {
      if (name.equals("queries") && value.isArray()) {
        value.elements(query -> {
          queries++;
          query.skip();
        });
      } else {
        value.skip();
      }
    }
  }
}
