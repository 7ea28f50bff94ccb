package dev.trafficcontrol.gateway;

import java.util.LinkedHashMap;
import java.util.Map;

/// The limit of an answer as a request in OpenAI's protocol says it: once, in one of its names, or
/// not at all. A name may also stand there with `null`, which is no limit.
final class OutputLimit {

  private final Map<String, BodyEdits.Edit> blanks = new LinkedHashMap<>();
  private long tokens;

  void read(String name, JsonWalk value) {
    if (value.isNull()) {
      int begin = value.begin();
      blanks.put(name, new BodyEdits.Edit(begin, begin + JsonWalk.length(value.raw()), ""));
      return;
    }
    long said = value.count();
    if (said < 1 || tokens > 0) {
      throw value.wrong("must be said once, and be at least 1");
    }
    tokens = said;
  }

  /// 0 where it is not said.
  long tokens() {
    return tokens;
  }

  /// Where each name stands that was left without a value: a second one beside it would leave open
  /// which of them counts.
  Map<String, BodyEdits.Edit> blanks() {
    return Map.copyOf(blanks);
  }
}
