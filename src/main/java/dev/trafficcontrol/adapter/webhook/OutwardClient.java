package dev.trafficcontrol.adapter.webhook;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The HTTP client that news goes out by. It is made when it is first asked for, since most
/// processes send none, and follows no redirect: what is posted goes where its owner said.
public final class OutwardClient {

  public static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

  private @Nullable HttpClient client;

  public synchronized HttpClient get() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(CONNECT_WITHIN)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
    }
    return client;
  }

  /// How long the other side asks to wait, where it says so in seconds.
  public static Optional<Duration> retryAfter(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("[0-9]{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }
}
