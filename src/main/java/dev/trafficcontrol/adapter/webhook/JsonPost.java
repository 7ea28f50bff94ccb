package dev.trafficcontrol.adapter.webhook;

import dev.trafficcontrol.alert.AlertSink.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Posts JSON to one address.
final class JsonPost {

  private static final int OK = 200;
  private static final int REDIRECT = 300;
  private static final int BAD = 400;
  private static final int TIMEOUT = 408;
  private static final int TOO_EARLY = 425;
  private static final int TOO_MANY = 429;
  private static final int BROKEN = 500;

  private final URI address;
  private final Duration answerWithin;
  private final HiddenPath hidden;
  private final OutwardClient client = new OutwardClient();

  /// @param answerWithin from the request on
  JsonPost(URI address, Duration answerWithin) {
    this.address = address;
    this.answerWithin = answerWithin;
    this.hidden = new HiddenPath(address);
  }

  Outcome send(String json, Map<String, String> headers) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(answerWithin)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("User-Agent", "trafficcontrol")
            .POST(BodyPublishers.ofByteArray(json.getBytes(StandardCharsets.UTF_8)));
    headers.forEach(request::header);
    try {
      HttpResponse<String> answer =
          client.get().send(request.build(), info -> body(info.statusCode()));
      return outcome(answer.statusCode(), answer.body(), OutwardClient.retryAfter(answer));
    } catch (IOException failed) {
      return new Outcome.Later(
          Unreached.why(failed, address.getHost(), OutwardClient.CONNECT_WITHIN, answerWithin));
    }
  }

  /// Once the status is known it is taken, whatever the body does.
  private static HttpResponse.BodySubscriber<String> body(int status) {
    return new FirstWords(status >= OK && status < REDIRECT ? 0 : FirstWords.ENOUGH);
  }

  private Outcome outcome(int status, String words, Optional<Duration> asked) {
    String said = words.isEmpty() ? "" : ": " + hidden.in(words);
    String why = address.getHost() + " answered " + status + said;
    if (status >= OK && status < REDIRECT) {
      return new Outcome.Delivered();
    }
    if (status == TIMEOUT || status == TOO_EARLY || status == TOO_MANY || status >= BROKEN) {
      return new Outcome.Later(why, asked);
    }
    return new Outcome.Refused(why, fix(status));
  }

  private static String fix(int status) {
    if (status < BAD) {
      return "enter the address that it points to: redirects are not followed";
    }
    return "look whether the address and its secret are still right";
  }
}
