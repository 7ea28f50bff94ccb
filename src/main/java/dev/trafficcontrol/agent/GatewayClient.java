package dev.trafficcontrol.agent;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.Timeout;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicIoException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/// How the SDK reaches the gateway: the JDK's oldest client, since it is the one that starts
/// fastest, and one connection on loopback is all there is.
///
/// A refusal of money is thrown from here, below the SDK's retries, so that it is asked for once
/// whatever else the answer says.
final class GatewayClient implements HttpClient {

  private static final int TOO_MANY_REQUESTS = 429;

  /// Where nothing was said of it: what the SDK says then.
  private static final Timeout NO_WORD = Timeout.builder().build();

  @Override
  public HttpResponse execute(HttpRequest request, RequestOptions options) {
    try {
      return refusalsThrown(new GatewayAnswer(send(request, options)));
    } catch (IOException broken) {
      throw new AnthropicIoException("the gateway can't be reached", broken);
    }
  }

  /// Nothing here waits for two things at once.
  @Override
  public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
    return CompletableFuture.completedFuture(execute(request, options));
  }

  private static HttpURLConnection send(HttpRequest request, RequestOptions options)
      throws IOException {
    HttpURLConnection call = (HttpURLConnection) URI.create(request.url()).toURL().openConnection();
    Timeout timeout = options.timeout().orElse(NO_WORD);
    call.setConnectTimeout((int) timeout.connect().toMillis());
    call.setReadTimeout((int) timeout.read().toMillis());
    call.setInstanceFollowRedirects(false);
    call.setRequestMethod(request.method().name());
    Headers headers = request.headers();
    headers
        .names()
        .forEach(
            name -> headers.values(name).forEach(value -> call.addRequestProperty(name, value)));
    if (request.body().isPresent()) {
      write(request.body().get(), call);
    }
    return call;
  }

  /// With its length said beforehand, a request is never sent twice by the JDK of its own accord.
  private static void write(HttpRequestBody body, HttpURLConnection call) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    body.writeTo(bytes);
    call.setDoOutput(true);
    call.setFixedLengthStreamingMode(bytes.size());
    String type = body.contentType();
    if (type != null) {
      call.setRequestProperty("content-type", type);
    }
    try (OutputStream out = call.getOutputStream()) {
      bytes.writeTo(out);
    }
  }

  private static HttpResponse refusalsThrown(GatewayAnswer answer) throws IOException {
    if (answer.statusCode() != TOO_MANY_REQUESTS) {
      return answer;
    }
    HttpResponse whole = answer.buffered();
    ApiRefusal refusal = ApiRefusal.of(whole);
    if (refusal.isOfMoney()) {
      whole.close();
      throw new MoneyRefused(refusal.message());
    }
    return whole;
  }

  @Override
  public void close() {
    // Connections end with the process.
  }
}
