package dev.trafficcontrol.testing.slack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Slack, as far as an app with buttons meets it. An envelope that nobody acknowledged is sent
/// again on the next connection.
public final class SlackStandIn implements AutoCloseable {

  public static final String APP_TOKEN = "xapp-1-A0STANDIN-never-printed";
  public static final String BOT_TOKEN = "xoxb-1-standin-never-printed";
  public static final String CHANNEL = "C0STANDIN";

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer api;
  private final SocketPeer sockets;
  private final AtomicInteger count = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Map<String, ObjectNode> messages = new ConcurrentSkipListMap<>();
  private final List<Whisper> whispers = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> acknowledged = new CopyOnWriteArrayList<>();
  private final Map<String, String> unacknowledged = new ConcurrentHashMap<>();
  private final Map<String, Queue<Trouble>> troubles = new ConcurrentHashMap<>();
  private volatile boolean isLosingAcknowledgements;

  /// What only one person sees.
  public record Whisper(String user, String text) {}

  /// How a call fails.
  ///
  /// @param status 0 never answers; -1 does the work, and then answers nothing
  public record Trouble(int status, String body, Map<String, String> headers) {
    public static Trouble of(int status) {
      return new Trouble(status, "", Map.of());
    }

    public static Trouble error(String name) {
      return new Trouble(200, "{\"ok\":false,\"error\":\"" + name + "\"}", Map.of());
    }
  }

  public SlackStandIn() {
    try {
      api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    sockets = new SocketPeer(this::greet, this::heard);
    api.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    api.createContext("/api/", this::handle);
    api.start();
  }

  public String url() {
    return "http://127.0.0.1:" + api.getAddress().getPort() + "/api/";
  }

  /// The next calls of that method fail so, one after the other.
  public void fail(String method, Trouble... next) {
    troubles.computeIfAbsent(method, _ -> new ConcurrentLinkedQueue<>()).addAll(List.of(next));
  }

  private void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestURI().getPath().substring("/api/".length());
    try (exchange) {
      JsonNode asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
      Queue<Trouble> waiting = troubles.get(method);
      Trouble trouble = waiting == null ? null : waiting.poll();
      if (trouble != null && trouble.status() == 0) {
        end.await();
        return;
      }
      String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
      String answer =
          trouble == null || trouble.status() < 0 ? answer(method, token, asked) : trouble.body();
      if (trouble != null && trouble.status() < 0) {
        return;
      }
      if (trouble != null) {
        trouble.headers().forEach(exchange.getResponseHeaders()::set);
      }
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(
          trouble == null ? 200 : trouble.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private String answer(String method, String token, JsonNode asked) {
    boolean isOfApp = method.startsWith("apps.");
    if (!token.equals("Bearer " + (isOfApp ? APP_TOKEN : BOT_TOKEN))) {
      return error("invalid_auth");
    }
    return switch (method) {
      case "auth.test" -> "{\"ok\":true}";
      case "apps.connections.open" ->
          JSON.createObjectNode()
              .put("ok", true)
              .put("url", sockets.address("t" + count.incrementAndGet()))
              .toString();
      case "chat.postMessage" -> post(asked);
      case "chat.update" -> update(asked);
      case "chat.postEphemeral" -> {
        whispers.add(new Whisper(text(asked, "user"), text(asked, "text")));
        yield "{\"ok\":true}";
      }
      default -> error("unknown_method");
    };
  }

  private String post(JsonNode asked) {
    String fault = fault(asked);
    if (!fault.isEmpty()) {
      return error(fault);
    }
    String ts = "1795720000.%06d".formatted(count.incrementAndGet());
    messages.put(ts, (ObjectNode) asked);
    return JSON.createObjectNode().put("ok", true).put("ts", ts).toString();
  }

  private String update(JsonNode asked) {
    String fault = fault(asked);
    if (fault.isEmpty() && !messages.containsKey(text(asked, "ts"))) {
      fault = "message_not_found";
    }
    if (!fault.isEmpty()) {
      return error(fault);
    }
    messages.put(text(asked, "ts"), (ObjectNode) asked);
    return "{\"ok\":true}";
  }

  private String fault(JsonNode asked) {
    if (!text(asked, "channel").equals(CHANNEL)) {
      return "channel_not_found";
    }
    List<String> faults = BlockRules.faults(asked.path("blocks"));
    complaints.addAll(faults);
    return faults.isEmpty() ? "" : "invalid_blocks";
  }

  private static String error(String name) {
    return "{\"ok\":false,\"error\":\"" + name + "\"}";
  }

  private static String text(JsonNode json, String name) {
    return json.path(name).stringValue("");
  }

  private void greet(SocketPeer.Connection connection) {
    connection.send("{\"type\":\"hello\",\"num_connections\":1}");
    unacknowledged.values().forEach(connection::send);
  }

  private void heard(SocketPeer.Connection from, String said) {
    if (!isLosingAcknowledgements) {
      String id = text(JSON.readTree(said), "envelope_id");
      acknowledged.add(id);
      unacknowledged.remove(id);
    }
  }

  // What tests ask and do.

  /// What stands in the channel, the oldest first.
  public List<Shown> messages() {
    return messages.entrySet().stream()
        .map(entry -> new Shown(entry.getKey(), entry.getValue()))
        .toList();
  }

  public Shown message(Predicate<Shown> which) {
    return messages().stream()
        .filter(which)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no such message among " + messages()));
  }

  public List<Whisper> whispers() {
    return List.copyOf(whispers);
  }

  /// What was sent that Slack would not take.
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  public List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  public int connections() {
    return sockets.open().size();
  }

  public void loseAcknowledgements(boolean lost) {
    isLosingAcknowledgements = lost;
  }

  /// A person presses a button that stands there; the envelope's id.
  public String press(Shown message, String label, String user, String name) {
    return press(message.click(label), user, name);
  }

  /// An envelope with this click, as it may be forged.
  public String press(Press press, String user, String name) {
    String id = "E" + count.incrementAndGet();
    ObjectNode envelope = JSON.createObjectNode().put("envelope_id", id).put("type", "interactive");
    envelope.put("accepts_response_payload", true);
    ObjectNode payload = envelope.putObject("payload").put("type", "block_actions");
    payload.putObject("user").put("id", user).put("username", name).put("team_id", "T1");
    payload.putObject("channel").put("id", press.channel()).put("name", "ops");
    payload.putObject("message").put("ts", press.ts());
    payload
        .putArray("actions")
        .addObject()
        .put("type", "button")
        .put("action_id", press.actionId())
        .put("value", press.value())
        .put("action_ts", "1795720001." + count.incrementAndGet());
    unacknowledged.put(id, envelope.toString());
    again(id);
    return id;
  }

  /// The same envelope once more, whether or not it was acknowledged.
  public void again(String id) {
    String envelope = unacknowledged.get(id);
    if (envelope != null) {
      sockets.newest().ifPresent(connection -> connection.send(envelope));
    }
  }

  /// What was pressed, by its envelope, to be sent again later.
  public String envelope(String id) {
    return String.valueOf(unacknowledged.get(id));
  }

  public void send(String text) {
    sockets.newest().ifPresent(connection -> connection.send(text));
  }

  public void ping() {
    sockets.newest().ifPresent(SocketPeer.Connection::ping);
  }

  public void drop() {
    sockets.newest().ifPresent(SocketPeer.Connection::drop);
  }

  public boolean isNewestListening() {
    return sockets.newest().filter(connection -> !connection.isDeaf()).isPresent();
  }

  public void goDeaf() {
    sockets.newest().ifPresent(SocketPeer.Connection::goDeaf);
  }

  /// A button as it is pressed.
  public record Press(String actionId, String value, String channel, String ts) {
    public Press withValue(String other) {
      return new Press(actionId, other, channel, ts);
    }

    public Press withAction(String other) {
      return new Press(other, value, channel, ts);
    }

    public Press in(String other) {
      return new Press(actionId, value, other, ts);
    }
  }

  /// A message as it stands in the channel.
  public record Shown(String ts, ObjectNode json) {

    public String text() {
      return json.path("blocks").toString();
    }

    public List<String> buttons() {
      return elements().stream()
          .map(button -> button.path("text").path("text").stringValue(""))
          .toList();
    }

    public @Nullable JsonNode button(String label) {
      return elements().stream()
          .filter(button -> button.path("text").path("text").stringValue("").equals(label))
          .findFirst()
          .orElse(null);
    }

    public Press click(String label) {
      JsonNode button = button(label);
      if (button == null) {
        throw new AssertionError("no button '" + label + "' among " + buttons());
      }
      return new Press(
          SlackStandIn.text(button, "action_id"),
          SlackStandIn.text(button, "value"),
          SlackStandIn.text(json, "channel"),
          ts);
    }

    private List<JsonNode> elements() {
      return json.path("blocks").values().stream()
          .filter(block -> SlackStandIn.text(block, "type").equals("actions"))
          .flatMap(block -> block.path("elements").values().stream())
          .toList();
    }
  }

  @Override
  public void close() {
    end.countDown();
    sockets.close();
    api.stop(0);
  }
}
