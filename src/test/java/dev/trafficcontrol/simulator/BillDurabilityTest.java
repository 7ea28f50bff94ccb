package dev.trafficcontrol.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillDurabilityTest {
  @TempDir private Path dir;

  @Test
  void a_call_in_progress_when_the_provider_is_killed_stays_charged_as_planned() throws Exception {
    Path file = dir.resolve("bill.jsonl");
    Path script = dir.resolve("script.json");
    Files.writeString(
        script,
        "{\"rules\":[{\"reply\":[{\"usage\":{\"input_tokens\":1000,\"output_tokens\":8000}}]}]}");
    Process process = startProcess(file, script);
    try (BufferedReader out = process.inputReader()) {
      String ready = out.readLine();
      assertThat(ready).startsWith("listening on http://127.0.0.1:");
      readTheBeginning(URI.create(ready.substring("listening on ".length())));
    } finally {
      process.destroyForcibly().waitFor();
    }

    try (Bill bill = Bill.in(file)) {
      BillTotals totals = bill.totals();
      assertThat(totals.total()).isEqualByComparingTo("0.164");
      assertThat(totals.calls()).isEqualTo(1);
      assertThat(totals.open()).isEqualTo(1);
      assertThat(totals.models().get("claude-opus-5-5")).isEqualByComparingTo("0.164");
    }
  }

  private Process startProcess(Path bill, Path script) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "--bill",
            bill.toString(),
            "--script",
            script.toString())
        .redirectError(dir.resolve("stderr").toFile())
        .start();
  }

  private static void readTheBeginning(URI uri) throws Exception {
    try (Client client = new Client(uri);
        InputStream body = begin(client)) {
      assertThat(new String(body.readNBytes(20), UTF_8)).isEqualTo("event: message_start");
    }
  }

  private static InputStream begin(Client client) throws Exception {
    HttpRequest request =
        client
            .request("/v1/messages")
            .header("x-api-key", Client.KEY)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    Client.stream(Client.ask("claude-opus-5-5", 9000, "Hi"))))
            .build();
    return client.http().send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
  }

  @Test
  void what_a_call_costs_is_on_disk_before_the_client_can_know_it() throws Exception {
    Path file = dir.resolve("bill.jsonl");
    try (SimulatedProvider provider =
            SimulatedProvider.start(SimulatorOptions.defaults().withBill(file));
        Client client = new Client(provider.uri())) {
      // often, because a line that is late is late by very little
      for (int call = 1; call <= 50; call++) {
        readCheckingTheBill(client, file, call);
      }
    }
  }

  private static void readCheckingTheBill(Client client, Path file, int call) throws Exception {
    try (BufferedReader stream = new BufferedReader(new InputStreamReader(begin(client), UTF_8))) {
      for (String line = stream.readLine(); line != null; line = stream.readLine()) {
        if (line.equals("event: message_start")) {
          assertThat(count(file, "\"open\"")).isEqualTo(call);
        }
        if (line.equals("event: message_delta")) {
          assertThat(count(file, "\"close\"")).isEqualTo(call);
        }
      }
    }
  }

  private static long count(Path file, String word) throws Exception {
    return Files.readAllLines(file).stream().filter(line -> line.contains(word)).count();
  }

  @Test
  void a_line_torn_by_a_crash_is_cut_off_and_its_call_stays_open() throws Exception {
    Path file = dir.resolve("bill.jsonl");
    try (Bill bill = Bill.in(file)) {
      bill.open(charge("a", "0.5"));
      bill.close(charge("a", "0.25"), Charge.Outcome.CLIENT_LEFT);
      bill.open(charge("b", "1"));
    }
    Files.writeString(
        file, "{\"event\":\"close\",\"id\":\"b\"" + " ".repeat(999), StandardOpenOption.APPEND);

    try (Bill bill = Bill.in(file)) {
      assertThat(bill.totals().total()).isEqualByComparingTo("1.25");
      bill.close(charge("b", "0.75"), Charge.Outcome.COMPLETE);
    }
    try (Bill bill = Bill.in(file)) {
      assertThat(bill.totals().total()).isEqualByComparingTo("1");
      assertThat(bill.totals().lines()).isEqualTo(4);
    }
  }

  @Test
  void two_providers_never_keep_one_bill_and_nothing_else_is_taken_for_one() throws Exception {
    Path file = dir.resolve("bill.jsonl");
    try (Bill _ = Bill.in(file)) {
      assertThatThrownBy(() -> Bill.in(file)).hasMessageContaining("another provider");
    }
    Path other = dir.resolve("other.txt");
    Files.writeString(other, "Dear reader,\n");
    assertThatThrownBy(() -> Bill.in(other)).hasMessageContaining("is not a bill");
    assertThat(other).hasContent("Dear reader,\n");
  }

  @Test
  void every_call_of_a_crowd_is_on_the_bill_once() throws Exception {
    Path file = dir.resolve("bill.jsonl");
    BillTotals totals;
    try (SimulatedProvider provider =
            SimulatedProvider.start(SimulatorOptions.defaults().withBill(file));
        Client client = new Client(provider.uri());
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        String ask = Client.ask("claude-haiku-5-5", 50, "Question " + i);
        calls.add(workers.submit(() -> client.messages(ask).status()));
      }
      for (Future<Integer> call : calls) {
        assertThat(call.get()).isEqualTo(200);
      }
      totals = provider.bill();
      assertThat(client.get("/simulator/bill").json().path("total").asString())
          .isEqualTo(totals.total().toPlainString());
    }
    assertThat(totals.calls()).isEqualTo(300);
    assertThat(totals.lines()).isEqualTo(600);
    try (Bill bill = Bill.in(file)) {
      assertThat(bill.totals()).isEqualTo(totals);
    }
  }

  private static Charge charge(String id, String usd) {
    return new Charge(
        id, "req", "payer", "claude-opus-5-5", Usage.NOTHING, new BigDecimal(usd).setScale(9));
  }
}
