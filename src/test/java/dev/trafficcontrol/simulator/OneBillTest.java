package dev.trafficcontrol.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneBillTest {
  @TempDir private Path dir;

  @Test
  void both_protocols_are_charged_on_one_bill_that_a_next_provider_goes_on_with() throws Exception {
    Path file = dir.resolve("bill.jsonl");
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withBill(file)
            .withScript(
                """
                {"rules":[{"reply":[{"usage":{"input_tokens":1000,"output_tokens":100}}]}]}
                """);
    try (SimulatedProvider provider = SimulatedProvider.start(options);
        Client client = new Client(provider.uri())) {
      client.messages(Client.ask("claude-opus-5-5", 500, "Hi"));
      client.chat(Client.askChat("gpt-5", "", "Hi"));
    }
    try (SimulatedProvider provider = SimulatedProvider.start(options);
        Client client = new Client(provider.uri())) {
      client.responses(Client.stream(Client.askResponses("gpt-5", "", "Hi")));
      BillTotals totals = provider.bill();

      // 1,000 × $4 + 100 × $20, and twice 1,000 × $1.25 + 100 × $10
      assertThat(totals.total()).isEqualByComparingTo("0.0105");
      assertThat(totals.models().get("claude-opus-5-5")).isEqualByComparingTo("0.006");
      assertThat(totals.models().get("gpt-5")).isEqualByComparingTo("0.0045");
      assertThat(totals.calls()).isEqualTo(3);
      assertThat(client.get("/simulator/bill").json().path("total").asString())
          .isEqualTo("0.010500000");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, \"role\":\"assistant\", \"finish_reason\":\"stop\"",
    "/v1/responses, event: response.created, event: response.completed"
  })
  void what_a_call_costs_is_on_disk_before_the_client_can_know_it(
      String path, String begins, String ends) throws Exception {
    Path file = dir.resolve("bill.jsonl");
    String ask =
        path.endsWith("responses")
            ? Client.askResponses("gpt-5", "", "Hi")
            : Client.askChat("gpt-5", "", "Hi");
    try (SimulatedProvider provider =
            SimulatedProvider.start(SimulatorOptions.defaults().withBill(file));
        Client client = new Client(provider.uri())) {
      HttpRequest request =
          client.bearer(path).POST(HttpRequest.BodyPublishers.ofString(Client.stream(ask))).build();
      // often, because a line that is late is late by very little
      for (int call = 1; call <= 30; call++) {
        InputStream body =
            client.http().send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
          int told = 0;
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(begins)) {
              assertThat(count(file, "\"open\"")).isEqualTo(call);
              told++;
            }
            if (line.contains(ends)) {
              assertThat(count(file, "\"close\"")).isEqualTo(call);
              told++;
            }
          }
          assertThat(told).isEqualTo(2);
        }
      }
    }
  }

  private static long count(Path file, String word) throws Exception {
    return Files.readAllLines(file).stream().filter(line -> line.contains(word)).count();
  }
}
