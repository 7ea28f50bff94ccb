package dev.trafficcontrol.adapter.webhook.slack;

import dev.trafficcontrol.adapter.webhook.OutwardClient;
import dev.trafficcontrol.adapter.webhook.Unreached;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Slack's Web API. Each call is one POST of JSON with a token in its header.
///
/// Source: <https://docs.slack.dev/apis/web-api/>: `ok` says how it went, `error` names why not,
/// 429 has `Retry-After`.
public final class SlackApi {

  public static final URI USUAL = URI.create("https://slack.com/api/");

  private static final int LONGEST_ANSWER = 4 << 20;

  private static final int OK = 200;
  private static final int REDIRECT = 300;
  private static final int TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final int BROKEN = 500;

  /// Slack's own trouble, by its names; all others stay the same until somebody does something.
  private static final Set<String> PASSING =
      Set.of(
          "fatal_error",
          "internal_error",
          "ratelimited",
          "rate_limited",
          "request_timeout",
          "service_unavailable",
          "team_added_to_org");

  private static final JsonMapper JSON = new JsonMapper();

  private final URI base;
  private final Duration answerWithin;
  private final OutwardClient client = new OutwardClient();

  /// What came of a call.
  public sealed interface Reply {

    record Done(JsonNode answer) implements Reply {}

    /// It may go better another time.
    record Later(String why, Optional<Duration> after) implements Reply {}

    /// It will not go as it is.
    ///
    /// @param error Slack's name for it, such as `channel_not_found`
    /// @param needed the scope that is missing; empty where that is not why
    record Failed(String error, String needed) implements Reply {}
  }

  /// @param base ends with a slash
  /// @param answerWithin to the answer's beginning; to its end it may be as long again
  public SlackApi(URI base, Duration answerWithin) {
    this.base = base;
    this.answerWithin = answerWithin;
  }

  public Reply call(String method, String token, ObjectNode arguments) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(method))
            .timeout(answerWithin)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("User-Agent", "trafficcontrol")
            .POST(BodyPublishers.ofString(arguments.toString()))
            .build();
    CompletableFuture<HttpResponse<String>> answer =
        client().sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_ANSWER));
    try {
      return reply(method, answer.get(2 * answerWithin.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException failed) {
      return new Reply.Later(why(failed.getCause()), Optional.empty());
    } catch (TimeoutException slow) {
      return new Reply.Later(base.getHost() + " did not end its answer", Optional.empty());
    } finally {
      answer.cancel(true);
    }
  }

  private String why(@Nullable Throwable failed) {
    return failed instanceof IOException broken
        ? Unreached.why(broken, base.getHost(), OutwardClient.CONNECT_WITHIN, answerWithin)
        : "the call of " + base.getHost() + " broke: " + failed;
  }

  public Reply call(String method, String token) throws InterruptedException {
    return call(method, token, JSON.createObjectNode());
  }

  /// Where a connection leads that Slack names: encrypted, or as near as this API is.
  boolean mayConnectTo(URI address) {
    return "wss".equals(address.getScheme())
        || ("ws".equals(address.getScheme())
            && "http".equals(base.getScheme())
            && base.getHost().equals(address.getHost()));
  }

  HttpClient client() {
    return client.get();
  }

  private Reply reply(String method, HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status >= OK && status < REDIRECT) {
      return reply(method, answer.body(), OutwardClient.retryAfter(answer));
    }
    String why = "%s answered %s with %d".formatted(base.getHost(), method, status);
    return status == TIMEOUT || status == TOO_MANY || status >= BROKEN
        ? new Reply.Later(why, OutwardClient.retryAfter(answer))
        : new Reply.Failed("http_" + status, "");
  }

  private Reply reply(String method, String body, Optional<Duration> asked) {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JacksonException noJson) {
      return new Reply.Later(
          base.getHost() + " answered " + method + " with something else than JSON",
          Optional.empty());
    }
    if (json.path("ok").booleanValue(false)) {
      return new Reply.Done(json);
    }
    String error = name(json.path("error").stringValue(""));
    return PASSING.contains(error)
        ? new Reply.Later("Slack answered " + method + ": " + error, asked)
        : new Reply.Failed(error, name(json.path("needed").stringValue("")));
  }

  /// A name and nothing else, whatever came.
  private static String name(String text) {
    return text.matches("[A-Za-z0-9_:.,-]{0,100}") ? text : "an_error_without_a_name";
  }
}
