package dev.trafficcontrol.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DeterminismTest {
  @Test
  void answers_follow_from_seed_and_content_alone_whatever_runs_beside_them() throws Exception {
    List<String> alone = answers(7, 1);
    assertThat(answers(7, 16)).isEqualTo(alone);
    assertThat(answers(8, 1)).isNotEqualTo(alone);
  }

  @Test
  void lengths_are_spread_as_real_answers_are() {
    ReplyAuthor author = new ReplyAuthor(3);
    RequestReader reader = new RequestReader(PriceTable.own());
    List<Long> lengths = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String ask = Client.ask("claude-opus-5-5", 32_000, "Question " + i);
      lengths.add(author.write(reader.conversation(ask.getBytes(UTF_8)), List.of()).outputTokens());
    }
    lengths.sort(null);
    assertThat(lengths.get(200)).isBetween(250L, 420L);
    assertThat(lengths.getLast()).isGreaterThan(1500);
    assertThat(lengths.getFirst()).isLessThan(80);
  }

  @Test
  void calls_have_ids_of_their_own_even_for_the_same_question() throws Exception {
    try (SimulatedProvider provider = SimulatedProvider.start(SimulatorOptions.defaults());
        Client client = new Client(provider.uri())) {
      Set<String> ids = new HashSet<>();
      for (int i = 0; i < 5; i++) {
        ids.add(
            client.messages(Client.ask("claude-haiku-4-5", 5, "Hi")).json().path("id").asString());
      }
      assertThat(ids).hasSize(5);
    }
  }

  private static List<String> answers(long seed, int threads) throws Exception {
    try (SimulatedProvider provider =
            SimulatedProvider.start(SimulatorOptions.defaults().withSeed(seed));
        Client client = new Client(provider.uri());
        ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      List<Future<String>> asked = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String ask = Client.stream(Client.ask("claude-sonnet-5-5", 2000, "Question " + i));
        asked.add(workers.submit(() -> client.messages(ask).text()));
      }
      List<String> answers = new ArrayList<>();
      for (Future<String> answer : asked) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}
