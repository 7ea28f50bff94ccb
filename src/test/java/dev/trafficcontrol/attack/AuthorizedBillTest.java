package dev.trafficcontrol.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.money.Money;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The provider's bill, line by line, against the book: nothing was sent that was not allowed
/// before.
class AuthorizedBillTest {

  private static final int CLIENTS = 12;
  private static final int CALLS = 8;
  private static final int MAX_TOKENS = 400;

  @TempDir Path folder;

  /// Each client has a key of its own and makes one call at a time, so that its nth call has to be
  /// covered by its nth hold, and no more than n may be in the book when the call goes by.
  @Test
  void F01_each_billed_call_has_an_earlier_durable_hold() throws Exception {
    try (DaemonUnderAttack target =
            new DaemonUnderAttack(folder, Staff.reporting(), Money.ofUsd("20"), 1);
        Tollgate gate = new Tollgate(target.provider.uri(), target.home)) {
      List<Facts> keys = new ArrayList<>();
      try (DaemonUnderAttack.Life daemon = target.beginBefore(gate.uri())) {
        assertThat(daemon.comesUp()).isTrue();
        for (int client = 1; client <= CLIENTS; client++) {
          keys.add(daemon.ask(newKey(client)).orElseThrow());
        }
        callAll(target.gateway, keys);
      }

      Map<String, Money> bill = bill(target.bill());
      Map<String, Tollgate.Passed> passed =
          gate.passed().stream()
              .collect(Collectors.toMap(Tollgate.Passed::requestId, Function.identity()));
      assertThat(bill).as("calls that the provider bills").hasSize(CLIENTS * CALLS);
      assertThat(passed.keySet()).as("calls that went by").isEqualTo(bill.keySet());
      bill.forEach((request, cost) -> {
        Tollgate.Passed call = Objects.requireNonNull(passed.get(request));
        assertThat(call.held())
            .as("holds in the book before the provider saw %s", call.call())
            .hasSize(call.call().number());
        assertThat(call.held().getLast())
            .as("the hold of %s covers what is billed", call.call())
            .isGreaterThanOrEqualTo(cost);
      });
      for (Facts key : keys) {
        assertThat(CommittedHolds.of(target.home, key.text("id")))
            .as("holds of a client in the end: one a call")
            .hasSize(CALLS);
      }
    }
  }

  private static Request newKey(int client) {
    return Request.to("key create")
        .with("name", "client-" + client)
        .with("limit", "1")
        .with("window", "total");
  }

  private static void callAll(URI gateway, List<Facts> keys) throws Exception {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (Facts key : keys) {
        all.add(clients.submit(() -> callOften(http, gateway, key)));
      }
      for (Future<?> client : all) {
        client.get();
      }
    }
  }

  private static Void callOften(HttpClient http, URI gateway, Facts key)
      throws IOException, InterruptedException {
    for (int number = 1; number <= CALLS; number++) {
      String body = new ClientCall(key.text("id"), number).body(Staff.CHEAP_MODEL, MAX_TOKENS);
      HttpRequest request =
          HttpRequest.newBuilder(gateway.resolve("/v1/messages"))
              .header("x-api-key", key.text("key"))
              .header("anthropic-version", "2023-06-01")
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
    return null;
  }

  /// What each call cost in the end, by the id of its request.
  private static Map<String, Money> bill(Path file) throws IOException {
    Map<String, Money> costs = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode entry = JsonMapper.shared().readTree(line);
      costs.put(
          entry.required("request_id").stringValue(),
          Money.ofUsd(entry.required("usd").stringValue()));
    }
    return costs;
  }
}
