package dev.trafficcontrol.attack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// An agent as a real process, of nothing but the JDK: it reports to the [Referee], leaves a
/// process behind that has a session of its own, spends through the gateway, and makes a file.
///
/// Argument: the referee's port.
final class ReportingAgent {

  private static final int CALLS = 2;

  private ReportingAgent() {}

  public static void main(String[] args) throws IOException {
    try (Socket referee = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]))) {
      String report =
          System.getenv("TRAFFICCONTROL_RUN")
              + " "
              + System.getenv("TRAFFICCONTROL_MODEL")
              + " "
              + System.getenv("TRAFFICCONTROL_TASK_TITLE")
              + "\n";
      referee.getOutputStream().write(report.getBytes(StandardCharsets.UTF_8));
      new BufferedReader(new InputStreamReader(referee.getInputStream(), StandardCharsets.UTF_8))
          .readLine();
      leaveSomethingBehind();
      for (int step = 1; step <= CALLS; step++) {
        call(step);
      }
      Files.writeString(Path.of("made.txt"), System.getenv("TRAFFICCONTROL_TASK_TITLE") + "\n");
    }
  }

  private static void leaveSomethingBehind() throws IOException {
    new ProcessBuilder("setsid", "sleep", "600")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void call(int step) throws IOException {
    HttpURLConnection call =
        (HttpURLConnection)
            URI.create(System.getenv("TRAFFICCONTROL_GATEWAY"))
                .resolve("/v1/messages")
                .toURL()
                .openConnection();
    call.setDoOutput(true);
    call.setRequestProperty("x-api-key", System.getenv("TRAFFICCONTROL_KEY"));
    call.setRequestProperty("anthropic-version", "2023-06-01");
    call.setRequestProperty("content-type", "application/json");
    String body =
        """
        {"model": "%s", "max_tokens": 1024,
         "messages": [{"role": "user", "content": "SIMULATE: tokens 500\\nStep %d"}]}\
        """
            .formatted(System.getenv("TRAFFICCONTROL_MODEL"), step);
    try (OutputStream out = call.getOutputStream()) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    }
    int status;
    try {
      status = call.getResponseCode();
    } catch (IOException daemonGone) {
      outliveTheDaemon();
      return;
    }
    if (status == HttpURLConnection.HTTP_UNAUTHORIZED) {
      outliveTheDaemon();
    }
    if (status != HttpURLConnection.HTTP_OK) {
      throw new IOException("the gateway answered " + status);
    }
    call.getInputStream().readAllBytes();
  }

  /// Where nobody answers, or its attempt is over: an agent that ended by itself would prove
  /// nothing about who ends it.
  private static void outliveTheDaemon() {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
    while (System.nanoTime() < deadline) {
      LockSupport.parkNanos(deadline - System.nanoTime());
    }
  }
}
