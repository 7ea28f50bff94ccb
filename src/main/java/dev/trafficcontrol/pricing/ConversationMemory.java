package dev.trafficcontrol.pricing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Remembers how many tokens past prompts had, so that the next turn of a conversation is bounded
/// by what was metered plus what is new, where bytes alone are three to four times too many.
///
/// Remember only plain calls: one hop, no context editing, no deferred tools, usage as the provider
/// ended it. Then a prompt that begins with a remembered one has at most its tokens, plus those the
/// model answered (hidden thinking comes back with the answer), plus the byte bound of the appended
/// elements. Holds the most recently used `capacity` prompts, each in constant space. Safe for
/// threads.
public final class ConversationMemory {

  /// For tokens that come out differently where old and new text meet.
  static final long SEAM = 64;

  private final Map<Fingerprint, Long> tokensByPrompt;

  public ConversationMemory(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a memory holds at least one prompt, not " + capacity);
    }
    tokensByPrompt =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Fingerprint, Long> eldest) {
            return size() > capacity;
          }
        };
  }

  /// @param exactInput all prompt tokens that were metered, cached or not
  public synchronized void remember(
      ConversationKey key, List<PromptElement> elements, long exactInput, long output) {
    Fingerprint prompt = key.print();
    for (PromptElement element : elements) {
      prompt = prompt.then(element.print());
    }
    tokensByPrompt.put(prompt, InputBound.sum(exactInput, output));
  }

  /// The bound that the longest remembered beginning of this prompt gives; empty where none is
  /// remembered. The byte bound may still be the smaller one.
  public synchronized OptionalLong bound(ConversationKey key, List<PromptElement> elements) {
    OptionalLong bound = OptionalLong.empty();
    Fingerprint prompt = key.print();
    for (PromptElement element : elements) {
      prompt = prompt.then(element.print());
      Long known = tokensByPrompt.get(prompt);
      if (known != null) {
        bound = OptionalLong.of(InputBound.sum(known, SEAM));
      } else if (bound.isPresent()) {
        bound = OptionalLong.of(InputBound.sum(bound.getAsLong(), element.tokenBound()));
      }
    }
    return bound;
  }
}
