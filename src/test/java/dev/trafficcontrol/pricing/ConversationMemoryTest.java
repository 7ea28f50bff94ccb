package dev.trafficcontrol.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConversationMemoryTest {

  private static final ConversationKey KEY = new ConversationKey("key-1/session-1", "opus");

  private final ConversationMemory memory = new ConversationMemory(100);

  @Test
  void the_next_turn_is_bounded_by_what_was_metered_and_what_is_new() {
    memory.remember(KEY, prompt("settings", "system", "u1"), 10_000, 300);
    assertThat(memory.bound(KEY, prompt("settings", "system", "u1", "a1", "u2")))
        .hasValue(10_000 + 300 + ConversationMemory.SEAM + 1_000 + 1_000);
  }

  @Test
  void the_same_prompt_again_needs_no_more_than_the_seam() {
    memory.remember(KEY, prompt("settings", "u1"), 10_000, 0);
    assertThat(memory.bound(KEY, prompt("settings", "u1")))
        .hasValue(10_000 + ConversationMemory.SEAM);
  }

  @Test
  void a_prefix_that_differs_anywhere_is_not_known() {
    memory.remember(KEY, prompt("settings", "system", "u1"), 10_000, 300);
    assertUnknown(KEY, prompt("other settings", "system", "u1", "a1"));
    assertUnknown(KEY, prompt("settings", "another system", "u1", "a1"));
    assertUnknown(KEY, prompt("settings", "system", "edited", "a1"));
    assertUnknown(KEY, prompt("settings", "system"));
    assertUnknown(KEY, prompt("system", "settings", "u1"));
    assertUnknown(KEY, List.of());
  }

  @Test
  void counts_are_not_carried_to_another_session_or_model() {
    List<PromptElement> prompt = prompt("settings", "u1");
    memory.remember(KEY, prompt, 10_000, 300);
    assertUnknown(new ConversationKey("key-1/session-2", "opus"), prompt);
    assertUnknown(new ConversationKey("key-1/session-1", "haiku"), prompt);
    assertUnknown(new ConversationKey("opus", "key-1/session-1"), prompt);
  }

  @Test
  void the_longest_remembered_beginning_counts() {
    memory.remember(KEY, prompt("s", "u1"), 1_000, 10);
    memory.remember(KEY, prompt("s", "u1", "a1", "u2"), 1_100, 20);
    assertThat(memory.bound(KEY, prompt("s", "u1", "a1", "u2", "a2")))
        .hasValue(1_100 + 20 + ConversationMemory.SEAM + 1_000);
    // a branch that leaves after the first turn
    assertThat(memory.bound(KEY, prompt("s", "u1", "b1")))
        .hasValue(1_000 + 10 + ConversationMemory.SEAM + 1_000);
  }

  @Test
  void an_appended_element_of_unknown_size_takes_the_window() {
    memory.remember(KEY, prompt("s"), 1_000, 10);
    var document = new PromptElement(Fingerprint.of("d"), InputBound.WHOLE_WINDOW);
    List<PromptElement> elements = new ArrayList<>(prompt("s"));
    elements.add(document);
    assertThat(memory.bound(KEY, elements)).hasValue(InputBound.WHOLE_WINDOW);
  }

  @Test
  void memory_is_bounded_and_forgets_what_was_used_longest_ago() {
    ConversationMemory small = new ConversationMemory(2);
    small.remember(KEY, prompt("a"), 1, 0);
    small.remember(KEY, prompt("b"), 2, 0);
    assertThat(small.bound(KEY, prompt("a"))).isPresent();
    small.remember(KEY, prompt("c"), 3, 0);
    assertThat(small.bound(KEY, prompt("b"))).isEmpty();
    assertThat(small.bound(KEY, prompt("a"))).isPresent();
    assertThat(small.bound(KEY, prompt("c"))).isPresent();
  }

  /// Conversations that grow, branch and are edited, under a tokenizer that makes at most
  /// `tokenBound` tokens of an element and hides part of the answer's tokens from its bytes.
  @Test
  void no_turn_of_a_conversation_has_more_tokens_than_its_bound() {
    for (long seed = 1; seed <= 500; seed++) {
      Random random = new Random(seed);
      List<Said> said = new ArrayList<>(List.of(Said.by(random), Said.by(random)));
      for (int turn = 0; turn < 12; turn++) {
        List<PromptElement> elements = said.stream().map(Said::element).toList();
        long exact = said.stream().mapToLong(Said::tokens).sum();
        OptionalLong bound = memory.bound(KEY, elements);
        assertThat(bound.orElse(InputBound.WHOLE_WINDOW))
            .as("seed %d turn %d", seed, turn)
            .isGreaterThanOrEqualTo(exact);
        Said answer = Said.by(random);
        long hidden = random.nextInt(500);
        memory.remember(KEY, elements, exact, answer.tokens() + hidden);
        if (random.nextInt(5) == 0) {
          said.subList(1 + random.nextInt(said.size() - 1), said.size()).clear();
        } else {
          said.add(new Said(answer.element(), answer.tokens() + hidden));
        }
        said.add(Said.by(random));
      }
    }
  }

  private record Said(PromptElement element, long tokens) {
    static Said by(Random random) {
      long bound = random.nextInt(2_000);
      var element = new PromptElement(Fingerprint.of("" + random.nextLong()), bound);
      return new Said(element, random.nextLong(bound + 1));
    }
  }

  private void assertUnknown(ConversationKey key, List<PromptElement> elements) {
    assertThat(memory.bound(key, elements)).isEmpty();
  }

  private static List<PromptElement> prompt(String... contents) {
    return List.of(contents).stream()
        .map(content -> new PromptElement(Fingerprint.of(content), 1_000))
        .toList();
  }
}
