package dev.trafficcontrol.app.home;

import dev.trafficcontrol.cli.ExitCode;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Json;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// What passes the control socket: one JSON object a line, each side bounded.
///
/// ```
/// → {"verb":"task list","arguments":{…},"token":"tco_…"}
/// ← {"live":{…}}                 any number
/// ← {"done":{…}}                 or {"refused":{"exit","what","why","fix"}}
/// ```
final class Wire {

  /// Bytes: a task file of a megabyte fits, however it has to be escaped.
  static final int LONGEST_REQUEST = 8 << 20;

  static final int LONGEST_REPLY = 64 << 20;

  private static final int CHUNK = 8 << 10;

  /// A request as it came, with what it brought to show who sent it.
  record Received(Request request, Optional<String> token) {}

  private Wire() {}

  static String write(Request request, Optional<OwnerToken> token) {
    return Json.line(
        Facts.of(
            "verb", request.verb(),
            "arguments", request.arguments(),
            "token", token.map(OwnerToken::reveal)));
  }

  /// Refuses with [IllegalArgumentException].
  static Received readRequest(String line) {
    Facts facts = Json.read(line);
    return new Received(
        new Request(facts.text("verb"), facts.object("arguments")), facts.maybe("token"));
  }

  static String live(Facts facts) {
    return Json.line(Facts.of("live", facts));
  }

  static String write(Reply reply) {
    return Json.line(
        switch (reply) {
          case Reply.Done(Facts facts) -> Facts.of("done", facts);
          case Reply.Refused(Fault fault) ->
              Facts.of(
                  "refused",
                  Facts.of(
                      "exit", fault.exit().label(),
                      "what", fault.what(),
                      "why", fault.why(),
                      "fix", fault.fix()));
        });
  }

  static Reply readReply(Facts line) {
    if (line.values().containsKey("done")) {
      return new Reply.Done(line.object("done"));
    }
    Facts refused = line.object("refused");
    return new Reply.Refused(
        new Fault(
            ExitCode.parse(refused.text("exit")),
            refused.text("what"),
            refused.text("why"),
            refused.text("fix")));
  }

  /// The next line without its end; empty at the end of the stream.
  ///
  /// @throws IOException where the line is longer than `most` bytes, or the stream ends inside one
  static Optional<String> line(InputStream in, int most) throws IOException {
    byte[] bytes = new byte[CHUNK];
    int length = 0;
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        if (length == 0) {
          return Optional.empty();
        }
        throw new IOException("the line was cut");
      }
      if (length == most) {
        throw new IOException("the line is longer than " + most + " bytes");
      }
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(most, 2 * length));
      }
      bytes[length++] = (byte) next;
    }
    return Optional.of(new String(bytes, 0, length, StandardCharsets.UTF_8));
  }
}
